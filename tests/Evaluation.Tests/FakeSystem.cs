namespace SemCom.Evaluation.Tests;

/// <summary>A stand-in codec: noise of a strength that follows SNR and CBR, from the seed and the frame number alone.</summary>
internal sealed class FakeSystem(string name = "fake") : ISystem
{
    private int _calls;

    public string Name => name;

    public string Identity { get; init; } = "fake codec, version 1";

    public SystemKind Kind { get; init; }

    /// <summary>How much worse than other stand-ins it is [dB of SNR].</summary>
    public double Offset { get; init; }

    /// <summary>How often <see cref="SendAsync"/> has been called.</summary>
    public int Calls => _calls;

    /// <summary>Runs before every transmission, with its number from 1 on.</summary>
    public Action<int, LinkConditions>? Before { get; init; }

    /// <summary>Remarks with every result.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var call = Interlocked.Increment(ref _calls);
        Before?.Invoke(call, conditions);
        var received = Disturb(picture, conditions);
        var total = (int)Math.Round(picture.ValueCount * conditions.Cbr);
        return new SystemResult(received, new QualityRecord
        {
            System = name,
            Mode = "analog",
            Source = "",
            Modality = "picture",
            Channel = conditions.Channel,
            Genie = conditions.Genie,
            SnrDb = conditions.SnrDb,
            PlanSnrDb = conditions.PlanSnrDb ?? conditions.SnrDb,
            Seed = conditions.Seed,
            Cbr = (double)total / picture.ValueCount,
            Uses = new UsesRecord(total, total - 30, 20, 10, 0, 0),
            PsnrDb = PictureQuality.PsnrDb(picture, received),
            MsSsim = PictureQuality.MsSsim(picture, received),
            Lost = conditions.SnrDb < -5,
            EncodeMs = 1.25,
            ChannelMs = 0.5,
            DecodeMs = 2.75,
            BytesOnWire = total * 8,
        }, Notices);
    }

    private Picture Disturb(Picture picture, LinkConditions conditions)
    {
        var random = new Random(Hash(conditions.Seed, conditions.Frame));
        var strength = 60 * Math.Pow(10, -(conditions.SnrDb - Offset) / 20) / Math.Sqrt(conditions.Cbr * 16);
        var rgb = new byte[picture.ValueCount];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)Math.Clamp(picture.Rgb[i] + (random.NextDouble() - 0.5) * strength, 0, 255);
        return new Picture(picture.Width, picture.Height, rgb);
    }

    private static int Hash(ulong seed, ulong frame) => unchecked((int)((seed * 0x9E3779B97F4A7C15UL + frame) * 0xC2B2AE3D27D4EB4FUL >> 33));
}
