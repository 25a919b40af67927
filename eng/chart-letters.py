#!/usr/bin/env python3
"""Makes the letter sheets of src/Evaluation/Reports/Charts/Pixels; needs Pillow and the DejaVu fonts (Debian: python3-pil, fonts-dejavu-core).

  eng/chart-letters.py [FONTS]      FONTS is the folder of the fonts, that of Debian by default

A sheet holds the characters 32 to 126 and the further ones of PixelFont.Further side by side. Its first row of pixels marks where each begins; the
rows below are coverage. Every character has two empty columns on either side beyond its advance.
"""
import os
import sys
from PIL import Image, ImageDraw, ImageFont

FURTHER = "−·×±°µ–…"
CHARACTERS = [chr(c) for c in range(32, 127)] + list(FURTHER)
PADDING = 2


def sheet(font_file, size, path):
    font = ImageFont.truetype(font_file, size)
    ascent, descent = font.getmetrics()
    widths = [round(font.getlength(c)) + 2 * PADDING for c in CHARACTERS]
    image = Image.new("L", (sum(widths), 1 + ascent + descent))
    draw = ImageDraw.Draw(image)
    x = 0
    for character, width in zip(CHARACTERS, widths):
        image.putpixel((x, 0), 255)
        draw.text((x + PADDING, 1), character, font=font, fill=255)
        x += width
    image.save(path, optimize=True)
    print(f"{path}: base line in row {1 + ascent}")


os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../src/Evaluation/Reports/Charts/Pixels"))
folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/dejavu"
sheet(f"{folder}/DejaVuSans.ttf", 24, "letters.png")
sheet(f"{folder}/DejaVuSans-Bold.ttf", 28, "titles.png")
