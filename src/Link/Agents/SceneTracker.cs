using SemCom.Runtime.Quality;

namespace SemCom.Agents;

/// <summary>
/// Finds out at the sender which scene a picture belongs to, and how it moves. A picture begins another scene when its tiles have nearly all changed and it is hardly more like the last one than any two
/// pictures are; it is then compared with the last pictures of the scenes before.
/// </summary>
/// <param name="embedder">What compares meanings.</param>
internal sealed class SceneTracker(PictureEmbedder embedder)
{
    /// <summary>Share of changed tiles, and mean squared difference against the sum of both variances, from which on a scene is another one.</summary>
    private const double MostTiles = 0.9, MostDifference = 0.6;

    private const int MaxAge = 16;

    /// <summary>What is supposed of the change from frame to frame before two pictures of a scene were seen: a slow pan.</summary>
    private static readonly SceneMotion Unknown = new("unknown", [20], [20], [0.4f], [8], [0.97f]);

    private readonly Scene?[] _scenes = new Scene?[StreamState.MaxPlaces];
    private int _now = -1;
    private long _pictures;

    /// <summary>The number of the scene that the last picture belongs to.</summary>
    public int Place => _now;

    /// <summary>Pictures of that scene before the last one.</summary>
    public int Clock => _scenes[_now]!.Pictures - 1;

    /// <summary>What a network sees in the last picture.</summary>
    public PictureEmbedding Seen => _scenes[_now]!.Seen;

    /// <summary>Whatever the caller keeps of the scene; null for a new one.</summary>
    public SceneFacts? Facts
    {
        get => _scenes[_now]!.Facts;
        set => _scenes[_now]!.Facts = value;
    }

    /// <summary>Takes a picture.</summary>
    /// <returns>Number of a scene that had to be forgotten; −1 for none.</returns>
    public int Take(Picture picture)
    {
        var (seen, forgotten) = (embedder.Embed(picture), -1);
        if (_now < 0 || IsCut(picture, _scenes[_now]!.Last))
            (_now, forgotten) = Find(picture);
        var scene = _scenes[_now] ??= new Scene(picture, seen);
        var isNext = scene.Pictures > 0 && scene.Number == _pictures;
        if (isNext)
            scene.Step = Compare(picture, seen, scene.Last, scene.Seen, scene.Facts?.Focus);
        (scene.Last, scene.Seen, scene.Number) = (picture, seen, ++_pictures);
        scene.Pictures++;
        return forgotten;
    }

    /// <summary>How the last picture differs from the one before it, first, and from the one that both ends have, last.</summary>
    /// <param name="common">The picture that both ends have of this scene; null for none.</param>
    /// <param name="seen">What a network sees in it.</param>
    /// <param name="age">Frames of the scene since then.</param>
    public SceneMotion Motion(Picture? common, PictureEmbedding? seen, int age)
    {
        var scene = _scenes[_now]!;
        if (common is null || seen is null)
            return scene.Step;
        var since = Compare(scene.Last, scene.Seen, common, seen, scene.Facts?.Focus);
        var length = Math.Clamp(age, 1, MaxAge);
        return length == 1 ? since : new SceneMotion("seen",
            Curve(scene.Step.ChangeDb, since.ChangeDb, length), Curve(scene.Step.FocusChangeDb, since.FocusChangeDb, length), Curve(scene.Step.ChangedShare, since.ChangedShare, length),
            Curve(scene.Step.RestDb, since.RestDb, length), Curve(scene.Step.Similarity, since.Similarity, length));
    }

    /// <summary>Whether a picture belongs to another scene than the one before it.</summary>
    internal static bool IsCut(Picture picture, Picture before)
    {
        if ((picture.Width, picture.Height) != (before.Width, before.Height))
            return true;
        var differences = ChangedTiles.Differences(picture, before);
        return ChangedTiles.Of(picture, differences).Share >= MostTiles && differences.Average() >= MostDifference * (Variance(picture) + Variance(before));
    }

    private (int Place, int Forgotten) Find(Picture picture)
    {
        for (var i = 0; i < _scenes.Length; i++)
        {
            if (i != _now && _scenes[i] is { } scene && !IsCut(picture, scene.Last))
                return (i, -1);
        }
        var free = Array.FindIndex(_scenes, scene => scene is null);
        if (free >= 0)
            return (free, -1);
        var oldest = Enumerable.Range(0, _scenes.Length).MinBy(i => _scenes[i]!.Number);
        _scenes[oldest] = null;
        return (oldest, oldest);
    }

    private static SceneMotion Compare(Picture picture, PictureEmbedding seen, Picture before, PictureEmbedding seenBefore, RegionMask? focus)
    {
        var change = PictureChange.Between(picture, seen, before, seenBefore, focus ?? PictureComplexity.Middle(picture));
        return new SceneMotion("seen", [change.ChangeDb], [change.FocusChangeDb], [change.ChangedShare], [change.RestDb], [change.Similarity]);
    }

    private static float[] Curve(float[] step, float[] since, int length)
    {
        var curve = new float[length];
        Array.Fill(curve, since[0]);
        curve[0] = step[0];
        return curve;
    }

    private static double Variance(Picture picture)
    {
        double sum = 0, squares = 0;
        foreach (var value in picture.Rgb)
            (sum, squares) = (sum + value, squares + value * value);
        var mean = sum / picture.ValueCount;
        return squares / picture.ValueCount - mean * mean;
    }

    private sealed class Scene(Picture first, PictureEmbedding seen)
    {
        public Picture Last { get; set; } = first;

        public PictureEmbedding Seen { get; set; } = seen;

        public SceneMotion Step { get; set; } = Unknown;

        public SceneFacts? Facts { get; set; }

        public int Pictures { get; set; }

        public long Number { get; set; }
    }
}
