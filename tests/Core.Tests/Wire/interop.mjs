// The other implementation: node interop.mjs PACKAGE_FOLDER INPUT OUTPUT
// INPUT and OUTPUT hold records of a little-endian uint32 length and as many bytes. For every document of INPUT, OUTPUT gets
// what it decodes to, as text (see RandomDocument.Describe), and the document as this implementation encodes it.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [folder, input, output] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
if (version !== "3.1.3") throw new Error(`@msgpack/msgpack ${version} is not 3.1.3`);
const { decode, encode } = await import(pathToFileURL(join(folder, "dist.esm", "index.mjs")).href);

function describe(value) {
  if (value === null) return "nil";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return `int ${value}`;
  if (typeof value === "number") {
    if (Number.isNaN(value)) return "nan";
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, value + 0);
    return `number ${bits.getBigUint64(0).toString(16)}`;
  }
  if (typeof value === "string") return `text ${Buffer.from(value, "utf8").toString("hex")}`;
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return `[${value.map(describe).join(",")}]`;
  return `{${Object.entries(value).map(([key, item]) => `${describe(key)}:${describe(item)}`).join(",")}}`;
}

const records = [];
function append(bytes) {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  records.push(length, bytes);
}

const data = readFileSync(input);
for (let at = 0; at < data.length; ) {
  const length = data.readUInt32LE(at);
  const value = decode(data.subarray(at + 4, at + 4 + length), { useBigInt64: true });
  append(Buffer.from(describe(value), "utf8"));
  append(Buffer.from(encode(value, { useBigInt64: true })));
  at += 4 + length;
}
writeFileSync(output, Buffer.concat(records));
