using SemCom.Randomness;

namespace SemCom.Evaluation;

/// <summary>A stream of pictures made from still ones: scenes that move, and follow each other and come back as a trace says.</summary>
public static class MovingScenes
{
    /// <summary>Makes a picture for each frame of the trace.</summary>
    /// <param name="pictures">Names and pictures, all of one size; each place of the trace is one of them.</param>
    /// <param name="motions">How scenes move.</param>
    /// <param name="trace">Whose places and clocks are followed.</param>
    /// <param name="seed">Draws picture and motion of each place, and the camera's noise.</param>
    public static IEnumerable<(string Name, Picture Picture)> Make(IReadOnlyList<(string Name, Picture Picture)> pictures, IReadOnlyList<MotionKind> motions, LinkTrace trace, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(motions);
        ArgumentNullException.ThrowIfNull(trace);
        var random = new CounterRandom(seed, RandomPurpose.SourceData, 1UL << 40);
        var first = (int)(random.Uniform(0) * pictures.Count);
        var places = trace.Places.Select((_, place) =>
        {
            var (name, picture) = pictures[(first + place) % pictures.Count];
            var motion = motions[Math.Min(motions.Count - 1, (int)(random.Uniform((ulong)place + 1) * motions.Count))];
            return (Name: $"{name}, {motion.Name}", Scene: new MovingScene(picture, motion, seed + (ulong)place));
        }).ToArray();
        return trace.Frames.Select(now => ($"{places[now.Place].Name}, {now.Clock}", places[now.Place].Scene.Frame(now.Clock)));
    }
}
