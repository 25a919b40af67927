using System.Buffers;

namespace SemCom.Studio;

/// <summary>
/// Pictures as baseline JPEG with half the colour resolution (ITU-T T.81, 4:2:0), made for streams: several times as fast as the managed libraries that were measured. Safe for several threads.
/// </summary>
internal sealed class JpegEncoder
{
    private readonly byte[] _head;
    private readonly JpegComponent _luminance, _chrominance;

    /// <summary>Makes an encoder.</summary>
    /// <param name="quality">1..100 as libjpeg counts it.</param>
    public JpegEncoder(int quality = 85)
    {
        Guard.InRange(quality, 1, 100, "quality of JPEG", "85 is usual");
        var (luminance, chrominance) = (JpegTables.Steps(JpegTables.Luminance, quality), JpegTables.Steps(JpegTables.Chrominance, quality));
        _head = JpegTables.Head(luminance, chrominance);
        _luminance = new JpegComponent(luminance, JpegTables.LuminanceMeans, JpegTables.LuminanceDetail);
        _chrominance = new JpegComponent(chrominance, JpegTables.ChrominanceMeans, JpegTables.ChrominanceDetail);
    }

    /// <summary>Encodes a picture.</summary>
    /// <returns>A JPEG file.</returns>
    public byte[] Encode(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var strip = new ColourStrip(picture.Width);
        var strips = (picture.Height + ColourStrip.Rows - 1) / ColourStrip.Rows;
        var buffer = ArrayPool<byte>.Shared.Rent(_head.Length + 16 + strips * strip.Width / 16 * 6 * JpegBits.MaxBlockBytes);
        try
        {
            var bits = new JpegBits(buffer);
            bits.Add(_head);
            Encode(picture, strip, ref bits);
            bits.Fill();
            bits.Add([0xFF, 0xD9]);
            var file = buffer.AsSpan(0, bits.Length).ToArray();
            JpegTables.SetSize(file, picture.Width, picture.Height);
            return file;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Encode(Picture picture, ColourStrip strip, ref JpegBits bits)
    {
        var (brightness, blue, red) = (0, 0, 0);
        for (var top = 0; top < picture.Height; top += ColourStrip.Rows)
        {
            strip.Load(picture, top);
            for (var left = 0; left < strip.Width; left += 16)
            {
                for (var i = 0; i < 4; i++)
                    _luminance.Encode(strip.Luminance.AsSpan((i >> 1) * 8 * strip.Width + left + (i & 1) * 8), strip.Width, ref brightness, ref bits);
                _chrominance.Encode(strip.Blue.AsSpan(left / 2), strip.Width / 2, ref blue, ref bits);
                _chrominance.Encode(strip.Red.AsSpan(left / 2), strip.Width / 2, ref red, ref bits);
            }
        }
    }
}
