namespace SemCom.Channels;

/// <summary>Options of <see cref="QuantiserImpairment"/>.</summary>
public sealed record QuantiserOptions
{
    /// <summary>Bits for each real dimension, 1 to 16. The default is 8.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>Full scale over the r.m.s. value of a real dimension [dB], −10 to 40. The default is 12, about four standard deviations.</summary>
    public double BackoffDb { get; init; } = 12;

    /// <summary>Checks every value.</summary>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public void Validate()
    {
        Guard.InRange(Bits, 1, 16, "bits of the converter", "8 to 12 are usual");
        Guard.InRange(BackoffDb, -10, 40, "backoff of the converter in dB", "12 is usual");
    }

    internal static QuantiserOptions From(ParameterValues values)
    {
        var options = new QuantiserOptions();
        return new()
        {
            Bits = values.Whole(QuantiserImpairment.Bits.Name, options.Bits),
            BackoffDb = values.Number(QuantiserImpairment.Backoff.Name, options.BackoffDb),
        };
    }
}
