using System.Collections.Concurrent;
using SemCom.Privacy;

namespace SemCom.Core.Tests.Privacy;

public sealed class PrivacyTests
{
    private static readonly PrivacyKey Key = PrivacyKey.FromBytes([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    private static readonly PrivacyKey Other = PrivacyKey.FromBytes([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    /// <summary>NIST SP 800-38A, F.5.5: the stream is plaintext XOR ciphertext of CTR-AES256.Encrypt, four blocks.</summary>
    [Fact]
    public void KeyStream_IsThatOfTheStandard()
    {
        var plain = Convert.FromHexString("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        var cipher = Convert.FromHexString("601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c52b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6");
        using var stream = new KeyStream(
            Convert.FromHexString("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"),
            UInt128.Parse("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture));
        var bytes = new byte[64];
        stream.Fill(bytes.AsSpan(0, 7));
        stream.Fill(bytes.AsSpan(7));
        Assert.Equal(plain.Zip(cipher, (p, c) => (byte)(p ^ c)), bytes);
    }

    [Fact]
    public void KeyStream_GoesOnBeyondItsBuffer()
    {
        using var whole = new KeyStream(Key.Derive([], []));
        using var pieces = new KeyStream(Key.Derive([], []));
        var (a, b) = (new byte[20_000], new byte[20_000]);
        whole.Fill(a);
        for (var at = 0; at < b.Length; at += 13)
            pieces.Fill(b.AsSpan(at, Math.Min(13, b.Length - at)));
        Assert.Equal(a, b);
    }

    /// <summary>Pearson's test over 30 000 draws below 7, and never a number outside.</summary>
    [Fact]
    public void Below_IsUniform()
    {
        using var stream = new KeyStream(Key.Derive([], []));
        var counts = new int[7];
        for (var i = 0; i < 30_000; i++)
            counts[stream.Below(7)]++;
        Assert.InRange(counts.Sum(c => Math.Pow(c - 30_000 / 7.0, 2) / (30_000 / 7.0)), 0.5, 22.5);
    }

    /// <summary>Made with the cryptography of Node.js: HKDF-SHA256, AES-256-GCM, AES-256-CTR.</summary>
    [Fact]
    public void Messages_AreThoseOfAnotherProgram()
    {
        byte[] nonce = [.. Enumerable.Range(0, 12).Select(i => (byte)(16 * i + 1))];
        var message = SealedMessage.Seal(Key, nonce, "meaning"u8, [1, 2, 3]);
        Assert.Equal("01112131415161718191a1b104264cc9d421ecc45fc01680fe1f74d20084f4dc612a41", Convert.ToHexStringLower(message));

        double[] angles = [299.4094, 51.3399, 63.8332, 197.4988, 248.6854];
        int[] order = [3, 4, 2, 0, 1];
        var symbols = Enumerable.Range(1, 5).Select(i => new Complex32(i, 0)).ToArray();
        SealedMessage.Scrambler(Key, nonce, 5).Scramble(symbols);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal((i + 1) * Math.Cos(angles[i] * Math.PI / 180), symbols[order[i]].Real, 1e-4);
            Assert.Equal((i + 1) * Math.Sin(angles[i] * Math.PI / 180), symbols[order[i]].Imaginary, 1e-4);
        }
    }

    /// <summary>Symbols and the noise of each come back, and power is kept.</summary>
    [Fact]
    public void Scrambling_IsUndoneExactly()
    {
        var sealer = new FrameSealer(Key);
        var random = new Random(1);
        foreach (var count in new[] { 0, 1, 2, 5_000 })
        {
            var sent = Enumerable.Range(0, count).Select(_ => new Complex32(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f)).ToArray();
            var payload = sent.ToArray();
            var message = sealer.Seal([7], [8], payload);
            // The noise of each place tells the symbol that passed it.
            var noise = payload.Select(s => s.Power).ToArray();
            Assert.Equal(sent.Sum(s => (double)s.Power), payload.Sum(s => (double)s.Power), 1e-4 * (count + 1));
            new FrameOpener(Key).Restore(message, payload, noise);
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(sent[i].Real, payload[i].Real, 1e-6);
                Assert.Equal(sent[i].Imaginary, payload[i].Imaginary, 1e-6);
                Assert.Equal(sent[i].Power, noise[i], 1e-6);
            }
        }
    }

    /// <summary>Without the key nothing of the symbols can be recognised: scrambled, or restored with another key, they do not correlate with what was sent (1 in √n by chance).</summary>
    [Fact]
    public void WithoutTheKey_SymbolsSayNothing()
    {
        const int Count = 20_000;
        var sent = Enumerable.Range(0, Count).Select(i => new Complex32(1 + i % 3, 0)).ToArray();
        var payload = sent.ToArray();
        var message = new FrameSealer(Key).Seal([], [], payload);
        Assert.InRange(Correlation(payload), 0, 4 / Math.Sqrt(Count));
        new FrameOpener(Other).Restore(message, payload, new float[Count]);
        Assert.InRange(Correlation(payload), 0, 4 / Math.Sqrt(Count));
        Assert.Null(new FrameOpener(Other).Open(message, []));

        double Correlation(Complex32[] symbols)
        {
            var (re, im) = (symbols.Select((s, i) => (double)s.Real * sent[i].Real).Sum(), symbols.Select((s, i) => (double)s.Imaginary * sent[i].Real).Sum());
            return Math.Sqrt(re * re + im * im) / sent.Sum(s => (double)s.Power);
        }
    }

    [Fact]
    public void Messages_OpenWithTheKeyAlone_AndUnaltered()
    {
        byte[] open = [1, 2, 3];
        var message = new FrameSealer(Key).Seal("secret"u8, open, []);
        var opener = new FrameOpener(Key);
        Assert.Equal("secret"u8.ToArray(), opener.Open(message, open));
        Assert.Null(new FrameOpener(Other).Open(message, open));
        Assert.Null(opener.Open(message, [1, 2, 4]));
        for (var i = 0; i < message.Length; i++)
        {
            message[i] ^= 1;
            Assert.Null(opener.Open(message, open));
            message[i] ^= 1;
        }
        Assert.Null(opener.Open(message.AsSpan(0, 20), open));
        Assert.Throws<SemComException>(() => opener.Restore(new byte[20], [], []));
        Assert.Throws<SemComException>(() => opener.Restore(message, new Complex32[2], new float[1]));
    }

    /// <summary>Each frame has a nonce of its own, from any thread and any sealer, so that equal content is never sealed equally.</summary>
    [Fact]
    public void Nonces_NeverRepeat()
    {
        var seen = new ConcurrentDictionary<string, bool>();
        var sealers = Enumerable.Range(0, 4).Select(_ => new FrameSealer(Key)).ToArray();
        Parallel.For(0, 20_000, i => Assert.True(seen.TryAdd(Convert.ToHexString(sealers[i % 4].NextNonce()), true)));

        var (a, b) = (new[] { new Complex32(1, 0) }, new[] { new Complex32(1, 0) });
        Assert.NotEqual(sealers[0].Seal([1], [], a), sealers[0].Seal([1], [], b));
        Assert.NotEqual(a, b);
    }

    /// <summary>Nobody outside can name a nonce: no public member of the sealer takes one.</summary>
    [Fact]
    public void PublicFace_TakesNoNonce()
    {
        Assert.Equal(["Seal"], typeof(FrameSealer).GetMethods().Where(m => m.DeclaringType == typeof(FrameSealer)).Select(m => m.Name));
        Assert.DoesNotContain(typeof(FrameSealer).GetMethod("Seal")!.GetParameters().Concat(typeof(FrameSealer).GetConstructors().Single().GetParameters()),
            p => p.Name!.Contains("nonce", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(typeof(FrameSealer).Assembly.GetExportedTypes(), t => t.Namespace == "SemCom.Privacy");
    }

    [Fact]
    public void Keys_AreReadAndWritten_AndKeptOutOfTexts()
    {
        Assert.Equal(Key.ToBase64(), PrivacyKey.Parse($" {Key.ToBase64()}\n").ToBase64());
        Assert.Equal(Key.ToBase64(), PrivacyKey.Parse(Key.ToBase64().TrimEnd('=')).ToBase64());
        Assert.DoesNotContain(Key.ToBase64(), $"{Key}", StringComparison.Ordinal);
        foreach (var text in new[] { "", "abc", new string('!', 44), Convert.ToBase64String(new byte[31]), Convert.ToBase64String(new byte[33]) })
            Assert.Contains("semcom key", Assert.Throws<SemComException>(() => PrivacyKey.Parse(text)).Message, StringComparison.Ordinal);
        Assert.Contains("has 5", Assert.Throws<SemComException>(() => PrivacyKey.FromBytes(new byte[5])).Message, StringComparison.Ordinal);
    }
}
