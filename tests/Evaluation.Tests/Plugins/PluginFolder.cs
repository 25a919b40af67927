using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SemCom.Evaluation.Plugins;
using SemCom.Evaluation.Rivals;
using SemCom.Evaluation.Tests.Rivals;

namespace SemCom.Evaluation.Tests.Plugins;

/// <summary>A folder with a description and bash scripts, and what is sent with it: 24x16 pixels in stripes.</summary>
internal sealed class PluginFolder : IDisposable
{
    /// <summary>CBR 1/2 of 24x16 pixels: 576 channel uses, of which 512 are symbols on AWGN.</summary>
    public static readonly LinkConditions Conditions = new() { Channel = "awgn", SnrDb = 10, Cbr = 0.5, Source = "stripes.png" };

    public PluginFolder()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("needs bash");
        Picture = Picture.Load(Files.AddPicture("stripes.png"));
    }

    public TemporaryFolder Files { get; } = new();

    public Picture Picture { get; }

    /// <summary>Where systems measure error rates; nothing is read from or written to the user's cache.</summary>
    public RivalWorkbench Bench { get; init; } = new(new FakeTransports(), new CacheFolder(null));

    public void Dispose() => Files.Dispose();

    /// <summary>Writes a description, double quotes written as single ones; returns its system.</summary>
    public ISystem System(string json, string name = "mine")
    {
        Files.AddText($"{name}.json", json.Replace('\'', '"'));
        return PluginSystems.Create(Files[$"{name}.json"], () => Bench);
    }

    /// <summary>Writes symbols as little-endian float32 pairs.</summary>
    public void AddSymbols(string name, ReadOnlySpan<Complex32> symbols) => File.WriteAllBytes(Files[name], SymbolFile.Write(symbols, npy: false));

    /// <summary>Reads little-endian float32.</summary>
    public float[] Floats(string name)
    {
        var bytes = File.ReadAllBytes(Files[name]);
        var floats = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < floats.Length; i++)
            floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        return floats;
    }

    public Task<SystemResult> Send(ISystem system, LinkConditions? conditions = null) =>
        system.SendAsync(Picture, conditions ?? Conditions, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Symbols of unit power on average, from a seed.</summary>
    public static Complex32[] Gaussian(int count, ulong frame = 0)
    {
        var symbols = new Complex32[count];
        new SemCom.Randomness.CounterRandom(3, SemCom.Randomness.RandomPurpose.SourceData, frame).FillGaussian(MemoryMarshal.Cast<Complex32, float>(symbols.AsSpan()));
        return [.. symbols.Select(s => s * MathF.Sqrt(0.5f))];
    }
}
