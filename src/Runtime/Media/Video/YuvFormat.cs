namespace SemCom.Runtime.Media;

/// <summary>How planes of Y, Cb and Cr lie: 8 bits a value, BT.601.</summary>
/// <param name="Across">Pixels in a row for each chroma value; 0 for pictures without colour.</param>
/// <param name="Down">Rows for each row of chroma; 0 likewise.</param>
/// <param name="FullRange">True for values 0..255, false for 16..235 and 16..240.</param>
/// <param name="LeftSited">True where chroma lies above the left one of two luma values (MPEG-2), false where it lies between (JPEG).</param>
/// <param name="TopSited">True where chroma lies on the upper one of two rows.</param>
internal sealed record YuvFormat(int Across, int Down, bool FullRange, bool LeftSited = false, bool TopSited = false)
{
    /// <summary>Chroma values in a row of a picture.</summary>
    public int ChromaWidth(int width) => Across == 0 ? 0 : (width + Across - 1) / Across;

    /// <summary>Rows of chroma of a picture.</summary>
    public int ChromaHeight(int height) => Down == 0 ? 0 : (height + Down - 1) / Down;

    /// <summary>Bytes of a picture.</summary>
    public long FrameBytes(long width, long height) => width * height + 2L * ChromaWidth((int)width) * ChromaHeight((int)height);
}
