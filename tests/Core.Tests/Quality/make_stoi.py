"""Expected values for SpeechQualityTests: STOI by pystoi 0.4.1 (a port of the authors' program, held to it by its own tests), SI-SDR with NumPy.
Needs NumPy, SciPy and pystoi.

    python3 make_stoi.py > stoi.csv
"""
import numpy as np
from pystoi import stoi


def noise(count, stream):
    m = 0xFFFFFFFF
    h = (np.arange(count, dtype=np.uint64) * 2654435761 + stream * 40503) & m
    h = ((h ^ (h >> 15)) * 2246822519) & m
    h = ((h ^ (h >> 13)) * 3266489917) & m
    return (h ^ (h >> 16)) / 2.0**31 - 1


def speech(rate, seconds):
    """Harmonics of 137 Hz, each with a rhythm of its own, and a pause of 0.3 s in every 1.1 s."""
    t = np.arange(int(rate * seconds)) / rate
    x = np.zeros(t.shape)
    for k in range(1, 26):
        x += (1 + 0.9 * np.sin(2 * np.pi * (2.1 + 0.37 * k) * t + k * k)) / k * np.sin(2 * np.pi * 137 * k * t)
    return (0.2 * x * (np.mod(t, 1.1) < 0.8) + 0.0005 * noise(t.size, 1)).astype(np.float32)


def degrade(kind, strength, x):
    if kind == "noise":
        return (x.astype(np.float64) + strength * noise(x.size, 2)).astype(np.float32)
    if kind == "clip":
        return np.clip(x, -np.float32(strength), np.float32(strength))
    if kind == "delay":
        return np.concatenate([np.zeros(int(strength), np.float32), x[: x.size - int(strength)]])
    return (strength * noise(x.size, 3)).astype(np.float32)


def si_sdr_db(s, e):
    s, e = (v.astype(np.float64) - v.mean(dtype=np.float64) for v in (s, e))
    target = np.dot(e, s) / np.dot(s, s) * s
    return 10 * np.log10(np.sum(target**2) / np.sum((target - e) ** 2))


if __name__ == "__main__":
    print("rate,seconds,kind,strength,stoi,si_sdr_db")
    for rate, seconds in [(10000, 3.0), (16000, 2.5), (8000, 2.0), (44100, 1.2), (48000, 1.5), (11025, 2.2)]:
        for kind, strength in [("noise", 0.05), ("noise", 0.3), ("noise", 1.5), ("clip", 0.1), ("delay", 40), ("other", 0.5)]:
            x = speech(rate, seconds)
            y = degrade(kind, strength, x)
            d = stoi(x.astype(np.float64), y.astype(np.float64), rate)
            print(f"{rate},{seconds},{kind},{strength},{d:.8f},{si_sdr_db(x, y):.8f}")
