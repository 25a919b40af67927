namespace SemCom.Channels;

/// <summary>What a parameter of the text form is measured in, and how its text may be written.</summary>
public enum ParameterUnit
{
    /// <summary>A whole number of channel uses.</summary>
    Symbols = 0,

    /// <summary>Seconds: a plain number, or with ns, us, ms or s.</summary>
    Seconds,

    /// <summary>Hertz: a plain number, or with Hz, kHz or MHz.</summary>
    Hertz,

    /// <summary>Decibels: a plain number, or with dB.</summary>
    Decibels,

    /// <summary>A plain number.</summary>
    Number,

    /// <summary>A plain whole number.</summary>
    Count,
}
