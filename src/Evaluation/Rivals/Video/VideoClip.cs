using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SemCom.Evaluation.Rivals;

/// <summary>A video in memory, with what is looked up of it.</summary>
internal sealed class VideoClip
{
    /// <exception cref="SemComException">There is no picture, or they have different sizes.</exception>
    public VideoClip(IReadOnlyList<Picture> pictures, double framesPerSecond)
    {
        if (pictures.Count == 0)
            throw new SemComException("video: at least one picture is needed (was 0); choose another video");
        if (pictures.FirstOrDefault(p => (p.Width, p.Height) != (pictures[0].Width, pictures[0].Height)) is { } other)
            throw new SemComException($"video: all pictures must have one size (was {pictures[0].Width}x{pictures[0].Height}, then {other.Width}x{other.Height}); scale them first");
        (Pictures, FramesPerSecond, Hash) = (pictures, framesPerSecond, HashOf(pictures));
    }

    /// <summary>The pictures in order.</summary>
    public IReadOnlyList<Picture> Pictures { get; }

    /// <summary>Pictures in a second.</summary>
    public double FramesPerSecond { get; }

    /// <summary>Checksum of size and content.</summary>
    public string Hash { get; }

    public int Width => Pictures[0].Width;

    public int Height => Pictures[0].Height;

    private static string HashOf(IReadOnlyList<Picture> pictures)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(size, pictures[0].Width);
        BinaryPrimitives.WriteInt32LittleEndian(size.AsSpan(4), pictures[0].Height);
        hash.AppendData(size);
        foreach (var picture in pictures)
            hash.AppendData(picture.Rgb);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
