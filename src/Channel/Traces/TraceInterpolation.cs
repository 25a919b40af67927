namespace SemCom.Channels;

/// <summary>What holds between two recorded times.</summary>
public enum TraceInterpolation
{
    /// <summary>A straight line from one gain to the next.</summary>
    Linear = 0,

    /// <summary>The gain of the recorded time before; for fading in blocks.</summary>
    Hold,
}
