#!/usr/bin/env bash
# Brings lengths and checksums in models/manifest.json up to date after a model was trained or exported. Where the manifest names FILE.gz and there is FILE, it is packed first.
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
const { gzipSync } = require("node:zlib");
const folder = process.argv[2];
const path = join(folder, "manifest.json");
const manifest = JSON.parse(readFileSync(path, "utf8"));
for (const file of manifest.models.flatMap(model => model.files)) {
  const plain = join(folder, file.path.replace(/\.gz$/, ""));
  if (file.path.endsWith(".gz") && existsSync(plain)) {
    writeFileSync(plain + ".gz", gzipSync(readFileSync(plain), { level: 9 }));
    unlinkSync(plain);
  }
  const bytes = readFileSync(join(folder, file.path));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  console.log(`${file.sha256 === sha256 ? "same   " : "updated"} ${file.path} ${bytes.length} ${sha256}`);
  [file.bytes, file.sha256] = [bytes.length, sha256];
}
writeFileSync(path, JSON.stringify(manifest, null, 2) + "\n");
SCRIPT
