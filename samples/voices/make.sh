#!/usr/bin/env bash
# Speaks keeper.txt into keeper.wav: espeak-ng, brought to 8 kHz by ffmpeg. Run it in this folder.
set -euo pipefail
espeak-ng -v en-gb -s 182 -p 38 -f keeper.txt --stdout |
  ffmpeg -v error -y -i pipe:0 -af 'silenceremove=start_periods=1:start_threshold=-50dB,apad=pad_dur=0.05,volume=-2dB' -ar 8000 -ac 1 -c:a pcm_s16le -bitexact keeper.wav
