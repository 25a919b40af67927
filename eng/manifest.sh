#!/usr/bin/env bash
# Brings lengths and checksums in models/manifest.json up to date after a model was trained or exported. Where the manifest names FILE.gz and there is FILE, it is packed first; where it names
# FILE.difference.gz and a base, what is packed is how FILE differs from the file of that role, byte by byte modulo 256.
#
#   eng/manifest.sh [FOLDER]      FOLDER holds manifest.json; models at the root of the repository by default
set -euo pipefail

folder=${1:-$(dirname "$0")/../models}
[[ -f $folder/manifest.json ]] || { echo "manifest: $folder has no manifest.json; name the folder of the models" >&2; exit 2; }
command -v node >/dev/null || { echo "manifest: node was not found on PATH; install Node.js 18 or newer" >&2; exit 2; }

node - "$folder" <<'SCRIPT'
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, unlinkSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { gunzipSync, gzipSync } = require("node:zlib");
const folder = process.argv[2];
const path = join(folder, "manifest.json");
const manifest = JSON.parse(readFileSync(path, "utf8"));
const plainOf = file => join(folder, file.path.replace(/(\.difference)?\.gz$/, ""));
const contentOf = file => {
  const packed = join(folder, file.path);
  return existsSync(plainOf(file)) ? readFileSync(plainOf(file)) : packed.endsWith(".gz") ? gunzipSync(readFileSync(packed)) : readFileSync(packed);
};
const differences = (bytes, base, path) => {
  if (bytes.length !== base.length) {
    console.error(`manifest: ${path} must be as long as its base, ${base.length} bytes (has ${bytes.length}); name FILE.gz and no base in the manifest instead`);
    process.exit(2);
  }
  return bytes.map((value, i) => value - base[i]);
};
const files = manifest.models.flatMap(model => model.files.map(file => ({ file, base: model.files.find(other => other.role === file.base) })));
// What differs from a base first: a base that was made anew leaves nothing of what was stored against the old one.
for (const { file, base } of files.sort((a, b) => (a.base ? 0 : 1) - (b.base ? 0 : 1))) {
  const plain = plainOf(file);
  if (base && existsSync(plainOf(base)) && !existsSync(plain)) {
    console.error(`manifest: ${base.path} is new, and ${file.path} is stored against the old one; export that network again, too`);
    process.exit(2);
  }
  if (file.path.endsWith(".gz") && existsSync(plain)) {
    const content = base ? differences(readFileSync(plain), contentOf(base), plain) : readFileSync(plain);
    writeFileSync(join(folder, file.path), gzipSync(content, { level: 9 }));
    unlinkSync(plain);
  }
  const bytes = readFileSync(join(folder, file.path));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  console.log(`${file.sha256 === sha256 ? "same   " : "updated"} ${file.path} ${bytes.length} ${sha256}`);
  [file.bytes, file.sha256] = [bytes.length, sha256];
}
writeFileSync(path, JSON.stringify(manifest, null, 2) + "\n");
SCRIPT
