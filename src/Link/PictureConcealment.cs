namespace SemCom;

/// <summary>What is shown in place of a lost picture: flat grey of the expected size, which nobody can take for a reconstruction.</summary>
public static class PictureConcealment
{
    private const byte MiddleGrey = 128;

    /// <summary>A flat grey picture.</summary>
    public static Picture Grey(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        rgb.AsSpan().Fill(MiddleGrey);
        return new Picture(width, height, rgb);
    }
}
