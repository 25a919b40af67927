namespace SemCom.Evaluation.Rivals;

/// <summary>Makes classical systems by name.</summary>
internal static class RivalSystems
{
    /// <summary>The name of the system that takes the best codec for each picture.</summary>
    public const string BestName = "digital-best";

    /// <summary>One codec, or all of them for <see cref="BestName"/>.</summary>
    /// <param name="name">A codec's name, or <see cref="BestName"/>.</param>
    /// <param name="parameters">What stands behind the colon; null for nothing.</param>
    /// <param name="bench">Encodings and error rates, shared with other rivals.</param>
    /// <exception cref="SemComException">A parameter is not allowed, or ffmpeg or an encoder is missing.</exception>
    public static ISystem Create(string name, string? parameters, RivalWorkbench bench)
    {
        var options = RivalOptions.Parse(name, parameters);
        IReadOnlyList<RivalCodec> codecs = name == BestName ? RivalCodecs.All : [RivalCodecs.Find(name)];
        return new RivalSystem(parameters is null ? name : $"{name}:{parameters}", codecs, options, bench);
    }
}
