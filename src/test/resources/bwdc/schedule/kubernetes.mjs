// Checks manifests in the folder given: node kubernetes.mjs FOLDER. Prints {"file": {"documents": […], "problems": […]}, …}.
// kubernetes-models knows required fields, enumerations and quantities; the types of kubernetes-types know which fields exist.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const yaml = require('js-yaml');
const typescript = require('typescript');
const models = {
  'batch/v1 CronJob': require('kubernetes-models/batch/v1').CronJob,
  'v1 PersistentVolumeClaim': require('kubernetes-models/v1').PersistentVolumeClaim,
};
const types = { 'batch/v1 CronJob': 'batch/v1', 'v1 PersistentVolumeClaim': 'core/v1' };

const folder = process.argv[2];
const answer = {};
const sources = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
  const result = (answer[file] = { documents: [], problems: [] });
  try {
    result.documents = yaml.loadAll(readFileSync(join(folder, file), 'utf8'));
  } catch (e) {
    result.problems.push('yaml: ' + e.message);
  }
  result.documents.forEach((document, index) => {
    const kind = `${document.apiVersion} ${document.kind}`;
    if (!models[kind]) {
      result.problems.push('unknown kind: ' + kind);
      return;
    }
    try {
      new models[kind](document).validate();
    } catch (e) {
      result.problems.push('models: ' + e.message);
    }
    const source = join(process.cwd(), `${file}.${index}.ts`);
    writeFileSync(
      source,
      `import type { ${document.kind} } from 'kubernetes-types/${types[kind]}';\n` +
        `export const it: ${document.kind} = ${JSON.stringify(document)};\n`,
    );
    sources[source] = result;
  });
}

if (process.argv[3] === 'strict') {
  const program = typescript.createProgram(Object.keys(sources), {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    moduleResolution: typescript.ModuleResolutionKind.Node10,
  });
  for (const each of typescript.getPreEmitDiagnostics(program)) {
    const result = each.file && sources[each.file.fileName];
    (result ?? Object.values(answer)[0]).problems.push('types: ' + typescript.flattenDiagnosticMessageText(each.messageText, ' '));
  }
}
console.log(JSON.stringify(answer));
