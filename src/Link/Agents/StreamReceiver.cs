namespace SemCom.Agents;

/// <summary>The receiver's end of a stream: what it shows, and what it got too late to show yet. Changes by what arrives and by nothing else.</summary>
internal sealed class StreamReceiver
{
    private Picture? _late;

    /// <summary>What it has, shown or late; null before anything arrived. Changed tiles are put onto this.</summary>
    public Picture? Latest => _late ?? Shown;

    /// <summary>What it shows; null before anything arrived.</summary>
    public Picture? Shown { get; private set; }

    /// <summary>The next picture is due: what was late is shown.</summary>
    public void Tick() => (Shown, _late) = (_late ?? Shown, null);

    /// <summary>A picture arrived.</summary>
    public void Take(Picture picture, bool isLate)
    {
        if (isLate)
            _late = picture;
        else
            Shown = picture;
    }
}
