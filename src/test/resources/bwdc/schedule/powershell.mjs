// Reads the scripts in the folder given by PowerShell's grammar: node powershell.mjs FOLDER. Prints {"file": ["line: text", …], …}.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const { Parser, Language } = require('web-tree-sitter');
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));

const answer = {};
for (const file of readdirSync(process.argv[2]).filter((name) => name.endsWith('.ps1'))) {
  const wrong = [];
  const look = (node) => {
    if (node.isError || node.isMissing) {
      wrong.push(`${node.startPosition.row + 1}: ${node.text}`);
    }
    node.children.forEach(look);
  };
  look(parser.parse(readFileSync(join(process.argv[2], file), 'utf8').replaceAll('\r', '')).rootNode);
  if (wrong.length > 0) {
    answer[file] = wrong;
  }
}
console.log(JSON.stringify(answer));
