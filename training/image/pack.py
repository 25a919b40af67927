"""Makes one pack of all training pictures that is small enough to travel.

   python3 pack.py --data DIR --out FOLDER/train-images.tar --quality 85 --megabytes 28

WebP at the given quality; where that is too large, pictures are left out at random with a fixed seed, never those
with a lossless source, so that the same ones are held out.
"""
import argparse
import io
import random
import tarfile

from PIL import Image

import data


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--quality", type=int, default=85)
    parser.add_argument("--megabytes", type=float, default=28)
    args = parser.parse_args()
    pictures = data.load_pack(args.data)
    first = data.lossless(pictures)
    rest = sorted(set(range(len(pictures))) - set(first))
    order = first + random.Random(1).sample(rest, len(rest))
    room, count = args.megabytes * 1e6, 0
    with tarfile.open(args.out, "w") as tar:
        for i in order:
            name, picture = pictures[i]
            buffer = io.BytesIO()
            Image.fromarray(picture.permute(1, 2, 0).numpy()).save(buffer, "webp", quality=args.quality, method=4)
            entry = tarfile.TarInfo(name.rsplit(".", 1)[0] + ".webp")
            entry.size = len(buffer.getvalue())
            if room < entry.size + 1024:
                break
            room -= 512 + (entry.size + 511) // 512 * 512
            tar.addfile(entry, io.BytesIO(buffer.getvalue()))
            count += 1
    print(f"{count} of {len(pictures)} pictures")


if __name__ == "__main__":
    main()
