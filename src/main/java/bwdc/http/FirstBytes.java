package bwdc.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of a body and hangs up after that: an error page may be of any length. */
final class FirstBytes implements BodySubscriber<byte[]> {
    private final int limit;
    private final List<byte[]> pieces = new ArrayList<>();
    private int size;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    FirstBytes(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (size >= limit) {
            // What was under way when it hung up.
            return;
        }
        for (var buffer : buffers) {
            var piece = new byte[Math.min(buffer.remaining(), limit - size)];
            buffer.get(piece);
            pieces.add(piece);
            size += piece.length;
        }
        if (size >= limit && subscription != null) {
            subscription.cancel();
            result.complete(whole());
        }
    }

    @Override
    public void onError(Throwable problem) {
        result.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        result.complete(whole());
    }

    private byte[] whole() {
        var whole = new byte[size];
        int at = 0;
        for (var piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        pieces.clear();
        return whole;
    }
}
