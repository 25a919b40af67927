using System.Globalization;

namespace SemCom;

/// <summary>What is sent of a picture, and how. Immutable.</summary>
/// <param name="Sampling">How much of it.</param>
/// <param name="Mode">How the payload is made.</param>
/// <param name="UsesShare">Channel uses = source values of what is sent / this; 0 for nothing.</param>
/// <param name="MarginDb">How far below the planned SNR it can still be read [dB].</param>
/// <param name="Focused">Whether what matters in the picture is sent better than the rest.</param>
public sealed record SendingWay(FrameSampling Sampling, LinkMode Mode, int UsesShare, double MarginDb, bool Focused)
{
    /// <summary>Sends nothing.</summary>
    public static SendingWay Skip { get; } = new(FrameSampling.Skip, LinkMode.Analog, 0, 0, false);

    /// <summary>Channel bandwidth ratio of what is sent; 0 for nothing.</summary>
    public double Cbr => UsesShare == 0 ? 0 : 1.0 / UsesShare;

    /// <summary>Name in tables.</summary>
    public string Name { get; } = Sampling == FrameSampling.Skip ? "skip" : string.Create(CultureInfo.InvariantCulture,
        $"{(Sampling == FrameSampling.Regions ? "regions " : "")}{(Focused ? "focused " : "")}{Mode.Name()} 1/{UsesShare} margin {MarginDb:0.#}");
}
