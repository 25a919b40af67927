using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Latents;

/// <summary>The first seven bytes of a <see cref="TokenMessage"/>: how to read the rest.</summary>
public sealed record TokenHeader
{
    /// <summary>Bytes of a header.</summary>
    public const int ByteCount = BitCount / 8;

    /// <summary>Number of quantisation steps, 0 (finest) .. StepCount − 1 (coarsest).</summary>
    public const int StepCount = 2048;

    private const int BitCount = 3 + 8 + 1 + 1 + 14 + 14 + 4 + 11;
    private const int Version = 6;
    private const int WholePicture = 8;
    private const double FinestRoot = 16;
    private const double LargestRotatedStep = 400;

    /// <summary>Colour means are quantised finer than the other latents: their errors are seen all over a patch.</summary>
    private const double LowBandShare = 0.9;

    /// <summary>Number of the model in the catalogue, 0..255; both ends must hold the same one.</summary>
    public required int ModelWireId { get; init; }

    /// <summary>The picture is grey.</summary>
    public required bool Grey { get; init; }

    /// <summary>The receiver is asked to fill in details that the message does not tell.</summary>
    public bool IsGenerative { get; init; }

    /// <summary>Pixels in a row.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Side of a rate-map cell in patches, 0 when one class serves the whole picture.</summary>
    public required int Cell { get; init; }

    /// <summary>Class of the whole picture; 0 where there is a rate map.</summary>
    public required int WholePictureClass { get; init; }

    /// <summary>Number of the quantisation step.</summary>
    public required int StepIndex { get; init; }

    /// <summary>Quantisation step of the latents, 1/4 to 4156: (number + 16)² / 1024, exact on every platform.</summary>
    public double Step => StepOf(StepIndex);

    /// <summary>True where the message tells rotations, if the model has some: with larger steps there is too little to rotate for what telling it costs.</summary>
    public bool IsRotated => !IsGenerative && Step <= LargestRotatedStep;

    /// <summary>Quantisation step of the colour means.</summary>
    public double LowBandStep => LowBandShare * Step;

    /// <summary>The quantisation step of a number.</summary>
    public static double StepOf(int index) => (index + FinestRoot) * (index + FinestRoot) / 1024;

    /// <summary>Writes the header [<see cref="ByteCount"/>].</summary>
    public void Write(Span<byte> bytes)
    {
        Span<byte> bits = stackalloc byte[BitCount];
        var cursor = new BitCursor(bits);
        cursor.Write(Version, 3);
        cursor.Write(ModelWireId, 8);
        cursor.Write(Grey ? 1 : 0, 1);
        cursor.Write(IsGenerative ? 1 : 0, 1);
        cursor.Write(Width - 1, 14);
        cursor.Write(Height - 1, 14);
        cursor.Write(Cell == 0 ? WholePicture + WholePictureClass : int.Log2(Cell), 4);
        cursor.Write(StepIndex, 11);
        BitPacking.Pack(bits, bytes);
    }

    /// <summary>Reads a header; null when it speaks of something that this version does not know.</summary>
    /// <param name="bytes">At least <see cref="ByteCount"/> bytes.</param>
    public static TokenHeader? Read(ReadOnlySpan<byte> bytes)
    {
        Span<byte> bits = stackalloc byte[BitCount];
        BitPacking.Unpack(bytes, bits);
        var cursor = new BitCursor(bits);
        if (cursor.Read(3) != Version)
            return null;
        var (model, grey, generative) = (cursor.Read(8), cursor.Read(1) == 1, cursor.Read(1) == 1);
        var (width, height, cell, step) = (cursor.Read(14) + 1, cursor.Read(14) + 1, cursor.Read(4), cursor.Read(11));
        if ((long)width * height > Picture.MaxPixels || cell is < WholePicture and var side && side >= ClassMap.CellSizes.Count)
            return null;
        return new TokenHeader
        {
            ModelWireId = model,
            Grey = grey,
            IsGenerative = generative,
            Width = width,
            Height = height,
            Cell = cell < WholePicture ? ClassMap.CellSizes[cell] : 0,
            WholePictureClass = cell < WholePicture ? 0 : cell - WholePicture,
            StepIndex = step,
        };
    }
}
