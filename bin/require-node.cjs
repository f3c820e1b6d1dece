// Plain old JavaScript, because every Node must be able to read it. Type stripping needs 22.18, or 23.6:
// https://nodejs.org/api/typescript.html
'use strict';

var version = process.versions.node.split('.').map(Number);
var major = version[0];
var minor = version[1];

if (major < 22 || (major === 22 && minor < 18) || (major === 23 && minor < 6)) {
  process.stderr.write(
    'Cairn needs Node 22.18 or newer, and this is Node ' +
      process.versions.node +
      ': run `npm ci` with dev dependencies, which brings Node 24 for the npm commands, or install Node 24 from nodejs.org.\n',
  );
  process.exit(1);
}

// Keeps compiled code, which halves the time that the next start takes: https://nodejs.org/api/module.html#module-compile-cache
require('node:module').enableCompileCache(
  require('node:path').join(__dirname, '..', 'node_modules', '.cache', 'cairn'),
);
