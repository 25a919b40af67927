using SemCom.Runtime.Quality;

namespace SemCom.Evaluation;

/// <summary>Measures how the frames of a scene differ from its first one.</summary>
internal static class SceneMotionMeter
{
    /// <summary>Compares frames 1 to <paramref name="ages"/> with frame 0.</summary>
    public static SceneMotion Measure(MovingScene scene, string name, int ages)
    {
        var embedder = PictureEmbedder.Load(threads: 1);
        var first = scene.Frame(0);
        var (seen, focus) = (embedder.Embed(first), PictureComplexity.Middle(first));
        var motion = new SceneMotion(name, new float[ages], new float[ages], new float[ages], new float[ages], new float[ages]);
        for (var i = 0; i < ages; i++)
        {
            var frame = scene.Frame(i + 1);
            var change = PictureChange.Between(frame, embedder.Embed(frame), first, seen, focus);
            (motion.ChangeDb[i], motion.FocusChangeDb[i], motion.ChangedShare[i], motion.RestDb[i], motion.Similarity[i]) = change;
        }
        return motion;
    }
}
