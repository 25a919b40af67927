using System.Runtime.InteropServices;
using JpegLibrary;

namespace SemCom.Studio;

/// <summary>Reads JPEG files that viewers send, with JpegLibrary.</summary>
internal static class JpegPictures
{
    /// <summary>Decodes a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="maxWidth">Largest width; checked before anything is allocated for it.</param>
    /// <param name="maxHeight">Largest height.</param>
    /// <exception cref="SemComException">It is damaged, no JPEG of three components or one, or too large.</exception>
    public static Picture Decode(byte[] file, string name, int maxWidth, int maxHeight)
    {
        try
        {
            var decoder = new JpegDecoder();
            decoder.SetInput(file);
            decoder.Identify();
            if (decoder.Width > maxWidth || decoder.Height > maxHeight)
                throw new SemComException($"{name}: it may have at most {maxWidth}x{maxHeight} pixels (was {decoder.Width}x{decoder.Height}); reduce it first");
            Picture.CheckSize(decoder.Width, decoder.Height, name);
            if (decoder.Precision != 8 || decoder.NumberOfComponents is not (1 or 3))
                throw new SemComException($"{name}: JPEG must have 8 bits and one component or three (was {decoder.Precision} and {decoder.NumberOfComponents}); save it as usual");
            var samples = new Samples(decoder.Width, decoder.Height, decoder.NumberOfComponents);
            decoder.SetOutputWriter(samples);
            decoder.Decode();
            return samples.ToPicture();
        }
#pragma warning disable CA1031 // Damaged files make the decoder fail in many ways, and all mean the same.
        catch (Exception e) when (e is not (SemComException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            throw new SemComException($"{name}: damaged JPEG ({e.GetType().Name}); send an intact one", e);
        }
    }

    /// <summary>Samples of all components at full resolution, as the decoder gives them.</summary>
    private sealed class Samples(int width, int height, int components) : JpegBlockOutputWriter
    {
        private readonly byte[] _values = new byte[3 * width * height];

        public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            var block = MemoryMarshal.CreateReadOnlySpan(ref blockRef, 64);
            var (columns, rows) = (Math.Min(8, width - x), Math.Min(8, height - y));
            for (var r = 0; r < rows; r++)
            {
                var at = 3 * ((y + r) * width + x) + componentIndex;
                for (var c = 0; c < columns; c++, at += 3)
                    _values[at] = (byte)Math.Clamp((int)block[8 * r + c], 0, 255);
            }
        }

        /// <summary>The picture (JFIF 1.02, "Conversion to and from RGB").</summary>
        public Picture ToPicture()
        {
            for (var i = 0; i < _values.Length; i += 3)
            {
                float y = _values[i], blue = components == 1 ? 0 : _values[i + 1] - 128, red = components == 1 ? 0 : _values[i + 2] - 128;
                _values[i] = Byte(y + 1.402f * red);
                _values[i + 1] = Byte(y - 0.344136f * blue - 0.714136f * red);
                _values[i + 2] = Byte(y + 1.772f * blue);
            }
            return new Picture(width, height, _values);
        }

        private static byte Byte(float value) => (byte)Math.Clamp((int)MathF.Round(value), 0, 255);
    }
}
