using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SemCom.Evaluation.Rivals;

/// <summary>A picture and the checksum under which its encodings are remembered.</summary>
internal sealed class RivalPicture
{
    public RivalPicture(Picture picture)
    {
        Picture = picture;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> size = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(size, picture.Width);
        BinaryPrimitives.WriteInt32LittleEndian(size[4..], picture.Height);
        hash.AppendData(size);
        hash.AppendData(picture.Rgb);
        Hash = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
        GreyPsnrDb = PictureQuality.PsnrDb(picture, PictureConcealment.Grey(picture.Width, picture.Height)) ?? EncodeLadder.IdenticalPsnrDb;
    }

    /// <summary>The picture.</summary>
    public Picture Picture { get; }

    /// <summary>The first half of SHA-256 over size and values.</summary>
    public string Hash { get; }

    /// <summary>PSNR of a flat grey picture in its place [dB].</summary>
    public double GreyPsnrDb { get; }
}
