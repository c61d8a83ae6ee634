# shellcheck shell=bash
# Read by bench/run --samba: a Samba domain controller with 10,000 users and a group of 5,000, kept in target/bench. The floor is
# ldapsearch for the same entries and attributes, encrypted, with the same controls, in pages of the same size.

people=10000
members=5000
ad_root=DC=corp,DC=example,DC=test
ad_name=administrator@corp.example.test
ad_password='Passw0rd!Lab'
address=127.38.9.1

provision() { # folder
    local place=$1 option
    rm -rf "$place"
    mkdir -p "$place"/{etc,run/ncalrpc,run/winbindd,log}
    : >"$place/etc/smb.conf"
    local options=("interfaces=$address/8" "bind interfaces only=yes" "server services=ldap" "pid directory=$place/run"
        "ncalrpc dir=$place/run/ncalrpc" "winbindd socket directory=$place/run/winbindd" "log file=$place/log/log.%m")
    local given=()
    for option in "${options[@]}"; do given+=("--option=$option"); done
    samba-tool domain provision --quiet --configfile="$place/etc/smb.conf" --targetdir="$place" \
        --realm=CORP.EXAMPLE.TEST --domain=CORP --server-role=dc --host-name=dc1 --host-ip=$address \
        --dns-backend=NONE --adminpass="$ad_password" "${given[@]}" >"$place/log/provision" 2>&1 || return 1
    mkdir -p "$place/private/tls"
    (cd "$place/private/tls" && openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=dc1.corp.example.test \
        -addext "subjectAltName=IP:$address" -keyout key.pem -out cert.pem 2>/dev/null && cp cert.pem ca.pem && chmod 600 key.pem)
    awk -v root=$ad_root -v people=$people -v members=$members '
        function entry(dn, class) { printf "dn: %s,%s\nobjectClass: %s\n", dn, root, class }
        BEGIN {
            entry("OU=People", "organizationalUnit"); print ""
            entry("OU=Groups", "organizationalUnit"); print ""
            for (i = 0; i < people; i++) {
                name = sprintf("u%06d", i)
                entry("CN=" name ",OU=People", "user")
                printf "sAMAccountName: %s\nuserPrincipalName: %s@corp.example.test\n", name, name
                printf "givenName: Given%d\nsn: Surname%d\nmail: %s@corp.example.test\nuserAccountControl: 512\n\n", i, i, name
            }
            entry("CN=Large,OU=Groups", "group")
            print "sAMAccountName: Large"
            for (i = 0; i < members; i++) printf "member: CN=u%06d,OU=People,%s\n", i, root
        }' >"$place/data.ldif"
    TDB_NO_FSYNC=1 ldbadd -o batch_mode:1 --configfile="$place/etc/smb.conf" -H "$place/private/sam.ldb" "$place/data.ldif" \
        >"$place/log/load" 2>&1 || return 1
    ! grep -q ERR: "$place/log/load" || return 1
    rm "$place/data.ldif"
    touch "$place/loaded"
}

start_domain() {
    domain=$work/samba-$people-$members
    [ -e "$domain/loaded" ] || provision "$domain" || { cat "$domain"/log/{provision,load} >&2; exit 1; }
    TDB_NO_FSYNC=1 setsid samba -F --no-process-group -M single -s "$domain/etc/smb.conf" --debug-stdout \
        </dev/null >"$domain/log/out" 2>&1 &
    slapd_pid=$!
    for _ in $(seq 200); do
        ldapsearch -x -H "ldap://$address" -b '' -s base >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "samba does not answer: $domain/log/out" >&2
    exit 1
}

fresh_domain() {
    rm -rf "$work/app"
    mkdir -p "$work/app"
    cat >"$work/app/data.json" <<D
{
  "stateVersion": 8,
  "environmentUrls": {"base": "$url", "api": null, "identity": null, "webVault": null},
  "directoryType": 0,
  "directoryLdap": {"ssl": true, "startTls": false, "hostname": "$address", "port": 636, "rootPath": "$ad_root",
    "sslCaPath": "$domain/private/tls/ca.pem", "username": "$ad_name", "password": "$ad_password", "ad": true,
    "pagedSearch": true},
  "sync": {"users": true, "groups": true, "largeImport": true, "removeDisabled": false, "overwriteExisting": false,
    "inviteUsersAfterProvisioning": false, "userPath": "OU=People", "groupPath": "OU=Groups"}
}
D
    "$bwdc" login >/dev/null
}

# Disables or enables ten people.
change_ten() { # userAccountControl
    seq 0 1000 9000 | awk -v root=$ad_root -v control="$1" '{
        printf "dn: CN=u%06d,OU=People,%s\nchangetype: modify\nreplace: userAccountControl\n", $1, root
        printf "userAccountControl: %s\n\n", control
    }' | ldapmodify -x -H "ldaps://$address" -D "$ad_name" -w "$ad_password" >/dev/null || exit 1
}

# What bwdc asks for: users, those who were deleted, groups.
searches() {
    local common=(-x -LLL -E pr=1000/noprompt -H "ldaps://$address" -D "$ad_name" -w "$ad_password")
    ldapsearch "${common[@]}" -b "OU=People,$ad_root" '(objectClass=person)' mail objectGUID userAccountControl uid whenChanged
    ldapsearch "${common[@]}" -E '!1.2.840.113556.1.4.417' -b "CN=Deleted Objects,$ad_root" \
        '(&(objectClass=person)(isDeleted=TRUE))' mail objectGUID userAccountControl uid whenChanged
    ldapsearch "${common[@]}" -b "OU=Groups,$ad_root" '(objectClass=group)' name cn objectGUID member whenChanged
}

for each in samba:/usr/sbin/samba ldb-tools:/usr/bin/ldbadd samba-ad-provision:/usr/share/samba/setup; do
    [ -e "${each#*:}" ] || { echo "install first: ${each%%:*} (./check does)" >&2; exit 1; }
done
[ "$(id -u)" = 0 ] || { echo "only root may start a domain controller on port 389" >&2; exit 1; }

start_domain
export address ad_name ad_password ad_root LDAPTLS_CACERT=$domain/private/tls/ca.pem
declare -f searches >"$work/searches"
echo searches >>"$work/searches"
: >"$work/first"
: >"$work/again"
: >"$work/ten"
: >"$work/floor"
fresh_domain
"$bwdc" sync >/dev/null
for _ in $(seq "$runs"); do
    measure "$work/floor" bash "$work/searches"
    fresh_domain
    measure "$work/first" "$bwdc" sync
    measure "$work/again" "$bwdc" sync
    control=$((${control:-512} == 512 ? 514 : 512))
    change_ten $control
    measure "$work/ten" "$bwdc" sync
done
report "first sync, Samba, $people users, group of $members" "$work/first" "$work/floor"
report "unchanged sync, Samba, $people users" "$work/again" "$work/floor"
report "10 changes, Samba, $people users" "$work/ten" ""
stop_directory
