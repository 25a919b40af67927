#!/usr/bin/env bash
# Brings in ONNX Runtime's native library: the one file for this platform out of npm's onnxruntime-node.
#
#   eng/fetch-onnxruntime.sh      prints the library's path on standard output; progress goes to standard error
#
# The package is unpacked, never installed, so none of its scripts runs. The file is kept under
# ${XDG_CACHE_HOME:-~/.cache}/semcom/onnxruntime/<sha256>/, where SemCom.Runtime looks for it; when it is there
# already, nothing is downloaded.
set -euo pipefail

version=1.30.0

say() { printf 'fetch-onnxruntime: %s\n' "$1" >&2; }
fail() { say "$1"; exit 2; }

# platform | file | path in the package | SHA-256 (the same table stands in src/Runtime/Onnx/OnnxRelease.cs)
table="
linux-x64   libonnxruntime.so.1      linux/x64/libonnxruntime.so.1       ffb75a925ba05e47b235bb66e3e3911714a80b328a9c9425539feb204aa32a23
linux-arm64 libonnxruntime.so.1      linux/arm64/libonnxruntime.so.1     1f549d46250b005580b597f4164984aaf75b3bcb9f3aeb07c7f8a8fe60b23c76
osx-arm64   libonnxruntime.1.dylib   darwin/arm64/libonnxruntime.1.dylib 685d2be5dba1309c89d3a5324b7fd06a5c42f1a61bfea32d14c4cc28d072121d
"

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=linux-x64 ;;
    Linux-aarch64 | Linux-arm64) platform=linux-arm64 ;;
    Darwin-arm64) platform=osx-arm64 ;;
    *) fail "onnxruntime-node $version has no library for $(uname -s) $(uname -m); build ONNX Runtime and name the file in SEMCOM_ONNXRUNTIME" ;;
esac
read -r _ file member expected <<<"$(grep "^$platform " <<<"$table")"

if [[ ${XDG_CACHE_HOME:-} == /* ]]; then
    cache=$XDG_CACHE_HOME
elif [[ -n ${HOME:-} ]]; then
    cache=$HOME/.cache
else
    fail "neither HOME nor XDG_CACHE_HOME is set; set XDG_CACHE_HOME to a folder for cached files"
fi
folder=$cache/semcom/onnxruntime/$expected
target=$folder/$file

if [[ -s $target && -s $folder/NOTICE ]]; then
    printf '%s\n' "$target"
    exit 0
fi

for tool in node npm tar; do
    command -v "$tool" >/dev/null || fail "$tool was not found on PATH; install Node.js 18 or newer (it brings npm) and run this script again"
done

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

mkdir -p "$folder" 2>/dev/null || fail "cannot create $folder; set XDG_CACHE_HOME to a folder that can be written"
work=$(mktemp -d "$folder/.fetch.XXXXXX") || fail "cannot write to $folder; set XDG_CACHE_HOME to a folder that can be written"
trap 'rm -rf "$work"' EXIT

say "bringing onnxruntime-node $version (about 110 MB, once for each user) ..."
if ! npm pack "onnxruntime-node@$version" --pack-destination "$work" --loglevel error >/dev/null 2>"$work/npm.log"; then
    fail "npm pack onnxruntime-node@$version failed: $(grep -v -i '^npm warn' "$work/npm.log" | head -n 1); check the network and npm's registry setting"
fi
tar -xzf "$work/onnxruntime-node-$version.tgz" -C "$work" "package/bin/napi-v6/$member" 2>/dev/null ||
    fail "the package holds no bin/napi-v6/$member; run the script again, or name a library in SEMCOM_ONNXRUNTIME"

found=$work/package/bin/napi-v6/$member
actual=$(sha256 "$found")
[[ $actual == "$expected" ]] ||
    fail "$member of onnxruntime-node $version: SHA-256 must be $expected (was $actual); clear npm's cache with 'npm cache clean --force' and try again"

cat >"$work/NOTICE" <<NOTICE
$file is ONNX Runtime $version, unchanged, from the npm package onnxruntime-node.
https://github.com/microsoft/onnxruntime

MIT License

Copyright (c) Microsoft Corporation

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
NOTICE

chmod 644 "$found"
mv -f "$work/NOTICE" "$folder/NOTICE"
mv -f "$found" "$target"
say "ONNX Runtime $version is in $folder"
printf '%s\n' "$target"
