namespace SemCom.Agents;

/// <summary>The constraints as quantities with bounds. Units are those of <see cref="IntentConstraints"/>.</summary>
internal static class IntentQuantities
{
    public static string Noun(this IntentQuantity quantity) => quantity == IntentQuantity.UsesPerFrame ? "channel uses" : quantity.ToString().ToLowerInvariant();

    public static string Unit(this IntentQuantity quantity) => quantity switch
    {
        IntentQuantity.UsesPerFrame => " uses per frame",
        IntentQuantity.Bandwidth => " Hz",
        IntentQuantity.Latency => " s",
        IntentQuantity.Quality or IntentQuantity.Power => " dB",
        _ => "",
    };

    /// <summary>Whether there is such a bound.</summary>
    public static bool Has(this IntentQuantity quantity, bool isUpper) => quantity switch
    {
        IntentQuantity.Quality => true,
        IntentQuantity.Battery => !isUpper,
        _ => isUpper,
    };

    public static double? Get(this IntentQuantity quantity, IntentConstraints constraints, bool isUpper) => (quantity, isUpper) switch
    {
        (IntentQuantity.UsesPerFrame, true) => constraints.MaxChannelUsesPerFrame,
        (IntentQuantity.Bandwidth, true) => constraints.MaxBandwidthHz,
        (IntentQuantity.Latency, true) => constraints.MaxLatencySeconds,
        (IntentQuantity.Battery, false) => constraints.MinBattery,
        (IntentQuantity.Quality, false) => constraints.MinPsnrDb,
        (IntentQuantity.Quality, true) => constraints.EnoughPsnrDb,
        (IntentQuantity.Power, true) => constraints.MaxPowerDb,
        _ => null,
    };

    public static IntentConstraints Set(this IntentQuantity quantity, bool isUpper, double value) => (quantity, isUpper) switch
    {
        (IntentQuantity.UsesPerFrame, true) => new() { MaxChannelUsesPerFrame = value },
        (IntentQuantity.Bandwidth, true) => new() { MaxBandwidthHz = value },
        (IntentQuantity.Latency, true) => new() { MaxLatencySeconds = value },
        (IntentQuantity.Battery, false) => new() { MinBattery = value },
        (IntentQuantity.Quality, false) => new() { MinPsnrDb = value },
        (IntentQuantity.Quality, true) => new() { EnoughPsnrDb = value },
        (IntentQuantity.Power, true) => new() { MaxPowerDb = value },
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };
}
