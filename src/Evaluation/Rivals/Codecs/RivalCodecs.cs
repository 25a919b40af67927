namespace SemCom.Evaluation.Rivals;

/// <summary>The codecs that are compared with, in one list.</summary>
internal static class RivalCodecs
{
    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<RivalCodec> All { get; } = [new JpegCodec(), new Jpeg2000Codec(), new WebpCodec(), new HevcCodec(), new Av1Codec()];

    /// <summary>The codec called <paramref name="name"/>.</summary>
    public static RivalCodec Find(string name) => All.Single(codec => codec.Name == name);
}
