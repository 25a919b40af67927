namespace SemCom.Evaluation.Rivals;

/// <summary>The codecs that are compared with, in one list.</summary>
internal static class RivalCodecs
{
    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<RivalCodec> All { get; } = [new JpegCodec(), new Jpeg2000Codec(), new WebpCodec(), new HevcCodec(), new Av1Codec()];

    /// <summary>The number by which a frame's header names codec and pixel format; 0 for nothing.</summary>
    public static int ContentOf(Rung? rung) => rung is null ? 0 : 1 + 2 * Array.IndexOf([.. All], rung.Codec) + rung.Format;

    /// <summary>The codec called <paramref name="name"/>.</summary>
    public static RivalCodec Find(string name) => All.Single(codec => codec.Name == name);
}
