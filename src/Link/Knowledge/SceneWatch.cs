namespace SemCom.Knowledge;

/// <summary>Remembers the last pictures, and how long ago and with what success a prototype was taught, to decide when the next one is.</summary>
internal sealed class SceneWatch(IReferenceGate gate, double leastGainDb)
{
    /// <summary>Frames between two prototypes, and how many times as many after one that helped fewer frames than it cost.</summary>
    private const int FirstPatience = 4, Disappointment = 8;

    private readonly List<Picture> _pictures = [];
    private int _patience = FirstPatience, _sinceTaught = int.MaxValue / 2, _helped;

    /// <summary>Takes note of the next picture.</summary>
    public void Look(Picture picture)
    {
        _sinceTaught++;
        if (_pictures.Count > 0 && (_pictures[0].Width, _pictures[0].Height) != (picture.Width, picture.Height))
            _pictures.Clear();
        if (_pictures.Count > IReferenceGate.Watched)
            _pictures.RemoveAt(0);
        _pictures.Add(picture);
    }

    /// <summary>A prototype helped a frame; after as many as one costs the next may come soon.</summary>
    /// <param name="enough">Frames that a prototype costs.</param>
    public void Helped(double enough)
    {
        if (++_helped >= enough)
            _patience = FirstPatience;
    }

    /// <summary>Whether to teach the present picture.</summary>
    /// <param name="budget">What there is for a picture.</param>
    /// <param name="isKnown">Whether its place has a prototype; one that helped little says nothing of other places.</param>
    public bool IsTime(ReferenceBudget budget, bool isKnown) =>
        _sinceTaught > (isKnown ? _patience : FirstPatience) && _pictures.Count > IReferenceGate.Watched && gate.IsWorthTeaching(_pictures, budget, leastGainDb);

    /// <summary>The present picture was taught.</summary>
    public void Taught() => (_sinceTaught, _helped, _patience) = (0, 0, Math.Min(Disappointment * _patience, int.MaxValue / (2 * Disappointment)));
}
