using SemCom.Agents;
using SemCom.Runtime.Quality;

namespace SemCom.Streaming;

/// <summary>
/// What the sender of a stream sees of its pictures, at a cost that a stream can bear: differences pixel by pixel of every picture; networks look, and pictures are tried at home, when a scene begins, in a
/// live stream beside it. Until their answer a scene counts as a usual one. One thread.
/// </summary>
/// <param name="threads">Threads inside the models.</param>
/// <param name="seed">Seed of the noise at home.</param>
/// <param name="waits">True where the stream has time to wait for the answers.</param>
/// <param name="modes">Modes that may be chosen; no other is tried.</param>
internal sealed class SceneWatcher(int threads, ulong seed, bool waits, IReadOnlyList<LinkMode> modes) : IDisposable
{
    /// <summary>Pictures after which complexity is looked at again, and after which networks look again.</summary>
    private const int ComplexityInterval = 5, FactsInterval = 50;

    /// <summary>At home the middle of a picture is tried, at most so large.</summary>
    private const int TrialWidth = 256, TrialHeight = 160;

    /// <summary>Similarity of neighbouring pictures before it was measured.</summary>
    private const float UsualSimilarity = 0.97f;

    /// <summary>Channel at home. The trial tells how hard the picture is; one draw of fading would tell of the draw.</summary>
    private const string HomeChannel = "awgn";

    /// <summary>Ways that are tried at home: of each mode one to three, which is what a live stream can bear. The model of the link concludes the others.</summary>
    private static readonly HashSet<string> Tried = new(StringComparer.Ordinal) { "analog 1/48 margin 5", "analog 1/12 margin 5", "focused analog 1/48 margin 3", "digital 1/24 margin 5", "generative 1/128 margin 3" };

    private static readonly PictureTrial UsualTrial = PictureTrial.Suppose(new(20, 20, 0.7f, 0), new(14, 14, 0.9f, 0));

    private readonly Lazy<PictureEmbedder> _embedder = new(() => PictureEmbedder.Load(threads));
    private readonly FocusFinder _finder = new(() => PromptableSegmenter.Load(threads));
    private Picture? _last;
    private Facts? _facts;
    private Task<Facts>? _looking;
    private PictureComplexity? _complexity;
    private PlannedLink? _home;
    private long _looked = -1, _pictures;

    /// <summary>Number of the scene, among those that are told apart.</summary>
    public int Place { get; private set; }

    /// <summary>Pictures of the scene before this one.</summary>
    public int Clock { get; private set; }

    /// <summary>Whether the picture began a scene.</summary>
    public bool IsNewScene { get; private set; }

    /// <summary>What matters in the scene; null before anybody has looked.</summary>
    public RegionOfInterest? Interest => _facts?.Interest;

    /// <summary>Looks at a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="common">The last picture that was sent, and how many pictures ago; null where none of this scene was.</param>
    /// <param name="focus">What is asked for.</param>
    public SceneSight Look(Picture picture, (Picture Picture, int Age)? common, PictureFocus? focus)
    {
        IsNewScene = _last is null || SceneTracker.IsCut(picture, _last);
        if (IsNewScene)
            Begin(picture);
        else
            Clock++;
        Ask(picture, focus);
        if (_complexity is null || _pictures % ComplexityInterval == 0)
            _complexity = PictureComplexity.Of(picture, _facts?.Interest?.Region);
        var motion = Motion(picture, common);
        (_last, _pictures) = (picture, _pictures + 1);
        return new SceneSight(Place, Clock, _complexity, _facts?.Trial ?? UsualTrial, motion, picture.ValueCount);
    }

    /// <summary>Ends when nobody looks any more.</summary>
    public Task SettleAsync() => _looking ?? Task.CompletedTask;

    public void Dispose() => _home?.Dispose();

    private void Begin(Picture picture)
    {
        Place = _last is null ? 0 : (Place + 1) % StreamState.MaxPlaces;
        (Clock, _complexity, _looked) = (0, null, -1);
        if (_facts?.Interest is { } interest && (interest.Region.Width, interest.Region.Height) != (picture.Width, picture.Height))
            _facts = null;
    }

    private void Ask(Picture picture, PictureFocus? focus)
    {
        if (_looking is { IsCompleted: true } done)
        {
            _looking = null;
            Take(done.GetAwaiter().GetResult(), picture);
        }
        var isDue = _looked < 0 || _pictures - _looked >= FactsInterval;
        if (!isDue || _looking is not null)
            return;
        // A scene that goes on is not tried again, only looked at.
        var (trial, seen, age) = (_looked < 0 ? null : _facts?.Trial, _looked < 0 ? null : _facts?.Seen, _pictures - Math.Max(_looked, 0));
        _looked = _pictures;
        if (waits)
            Take(Find(picture, focus, trial, seen, age), picture);
        else
            _looking = Task.Run(() => Find(picture, focus, trial, seen, age));
    }

    private void Take(Facts facts, Picture picture)
    {
        if (facts.Interest is null || (facts.Interest.Region.Width, facts.Interest.Region.Height) == (picture.Width, picture.Height))
            (_facts, _complexity) = (facts, null);
    }

    private Facts Find(Picture picture, PictureFocus? focus, PictureTrial? trial, PictureEmbedding? before, long age)
    {
        var seen = _embedder.Value.Embed(picture);
        // Random changes add up: a frame is as similar to the next as the root of their number says.
        var similarity = before is null ? UsualSimilarity : (float)Math.Pow(Math.Clamp(seen.SimilarityTo(before), 0.05, 1), 1 / Math.Sqrt(Math.Max(1, age)));
        return new Facts(trial ?? Try(picture), FindInterest(picture, focus), seen, similarity);
    }

    private PictureTrial Try(Picture picture)
    {
        var (width, height) = (Math.Min(TrialWidth, picture.Width), Math.Min(TrialHeight, picture.Height));
        var part = picture.Part(new PictureBox((picture.Width - width) / 2, (picture.Height - height) / 2, width, height));
        _home ??= PlannedLink.Create(HomeChannel, threads: threads);
        var middle = PictureComplexity.Middle(part);
        return new HomeTrial(_home, _embedder.Value, seed).Try(part, _embedder.Value.Embed(part), middle, RegionWeights.FromMask(middle), way => modes.Contains(way.Mode) && Tried.Contains(way.Name));
    }

    private RegionOfInterest? FindInterest(Picture picture, PictureFocus? focus)
    {
        try
        {
            return focus is null ? null : _finder.Find(picture, focus);
        }
        catch (SemComException)
        {
            // Nothing is there now: it may be in a later picture.
            return null;
        }
    }

    private SceneMotion Motion(Picture picture, (Picture Picture, int Age)? common)
    {
        var step = _last is null || IsNewScene ? new PictureChange(20, 20, 0.4f, 8, UsualSimilarity) : Change(picture, _last, 1);
        if (common is not { } known || known.Age <= 1)
            return Curve([step]);
        return Curve([step, .. Enumerable.Repeat(Change(picture, known.Picture, known.Age), Math.Min(known.Age, 16) - 1)]);
    }

    private PictureChange Change(Picture picture, Picture before, int age)
    {
        var differences = ChangedTiles.Differences(picture, before);
        var tiles = ChangedTiles.Of(picture, differences);
        double rest = 0;
        for (var i = 0; i < differences.Length; i++)
            rest += tiles.IsChanged[i] ? 0 : differences[i] / Math.Max(1, differences.Length - tiles.Count);
        var whole = (float)PictureChange.ErrorDb(picture, before);
        var focus = _facts?.Interest is { } interest ? (float)PictureChange.FocusErrorDb(picture, before, interest.Region) : whole;
        var similarity = (float)Math.Pow(_facts?.Similarity ?? UsualSimilarity, Math.Sqrt(age));
        return new PictureChange(whole, focus, (float)tiles.Share, (float)Math.Max(-20, Decibels.FromLinear(Math.Max(rest, 1e-9))), similarity);
    }

    private static SceneMotion Curve(PictureChange[] changes) => new("seen",
        [.. changes.Select(change => change.ChangeDb)], [.. changes.Select(change => change.FocusChangeDb)], [.. changes.Select(change => change.ChangedShare)],
        [.. changes.Select(change => change.RestDb)], [.. changes.Select(change => change.Similarity)]);

    /// <summary>What networks found out.</summary>
    private sealed record Facts(PictureTrial Trial, RegionOfInterest? Interest, PictureEmbedding Seen, float Similarity);
}
