namespace SemCom.Channels;

/// <summary>What a channel parameter is measured in, and how its text may be written.</summary>
public enum ParameterUnit
{
    /// <summary>A whole number of channel uses.</summary>
    Symbols = 0,

    /// <summary>Seconds: a plain number, or with ns, us, ms or s.</summary>
    Seconds,

    /// <summary>Hertz: a plain number, or with Hz or kHz.</summary>
    Hertz,
}
