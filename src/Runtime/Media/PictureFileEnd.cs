namespace SemCom.Runtime.Media;

/// <summary>Faults of files that ffmpeg passes over in silence.</summary>
internal static class PictureFileEnd
{
    /// <exception cref="SemComException">The end of the file is missing, or it holds more than ffmpeg would show.</exception>
    public static void Check(PictureFormat format, ReadOnlySpan<byte> file, string name)
    {
        switch (format.Name)
        {
            // End of image (FF D9) after the last start of scan (FF DA); neither occurs inside entropy-coded data (T.81, B.1.1.5).
            case "JPEG" when file.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < file.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]):
            case "GIF" when file.TrimEnd((byte)0)[^1] != 0x3B:
                throw new SemComException($"{name}: damaged {format.Name} (the file ends too early); use an intact copy of the file");
            // Items of an image grid and of its alpha plane are separate streams, of which ffmpeg shows one.
            case "AVIF" when Holds(file, "grid"u8) || Holds(file, "auxiliary:alpha"u8):
                throw new SemComException($"{name}: AVIF with tiles or transparency is not supported; convert it to PNG first");
        }
    }

    private static bool Holds(ReadOnlySpan<byte> file, ReadOnlySpan<byte> word)
    {
        var data = file.IndexOf("mdat"u8);
        return (data < 0 ? file : file[..data]).IndexOf(word) >= 0;
    }
}
