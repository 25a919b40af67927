namespace SemCom;

/// <summary>What a receiver made of a frame.</summary>
/// <typeparam name="T">Kind of source.</typeparam>
public sealed record Reception<T> where T : class
{
    /// <summary>The reconstruction; null when the frame was lost.</summary>
    public T? Value { get; init; }

    /// <summary>Why the frame was lost; null when it was not.</summary>
    public string? Loss { get; init; }

    /// <summary>True when there is no reconstruction.</summary>
    public bool IsLost => Value is null;

    /// <summary>True when the receiver filled in details that it was not told: they are plausible, and not those of the source.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Where the source lies in its picture, when it is a private part of one; null otherwise.</summary>
    public PictureBox? Place { get; init; }

    /// <summary>Why a private part is not shown; null when it is, or there is none. The rest is what it is without it.</summary>
    public string? PrivateLoss { get; init; }

    /// <summary>Share of the source's expected energy that the receiver knows, 0..1; 0 for a lost frame.</summary>
    public double Confidence { get; init; }

    /// <summary>Es/N0 after equalisation, averaged over the payload [dB]; null when the header was lost.</summary>
    public double? EffectiveSnrDb { get; init; }

    /// <summary>What became of each part of the source; null unless it was asked for, and for a lost frame.</summary>
    public FrameExplanation? Explanation { get; init; }

    /// <summary>Running number of the frame modulo 256; null when the header was lost.</summary>
    public int? Sequence { get; init; }
}
