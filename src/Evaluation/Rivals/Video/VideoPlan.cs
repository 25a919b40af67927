using System.Globalization;
using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>What a classical transmitter decided for a video.</summary>
/// <param name="Mcs">Modulation and code rates.</param>
/// <param name="Coding">How the video is coded.</param>
/// <param name="Quality">Rung of the quality ladder.</param>
/// <param name="Video">The messages, one for each picture.</param>
/// <param name="Uses">Channel uses of the frame that carries each message.</param>
internal sealed record VideoPlan(VideoMcs Mcs, VideoCoding Coding, int Quality, CodedVideo Video, IReadOnlyList<int> Uses)
{
    /// <summary>In one line, for records.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mcs} {Coding} rung {Quality}");
}

/// <summary>Modulation and code rates of a video.</summary>
/// <param name="Usual">Those of most frames.</param>
/// <param name="Key">Those of frames with which decoding begins: the same, or more robust ones.</param>
internal sealed record VideoMcs(McsEntry Usual, McsEntry Key)
{
    /// <summary>In one word, for records.</summary>
    public override string ToString() => Usual == Key ? McsLadder.NameOf(Usual) : $"{McsLadder.NameOf(Usual)}+{McsLadder.NameOf(Key)}";
}

/// <summary>What a transmitter plans with: nothing in it depends on realised noise or on the true SNR.</summary>
/// <param name="Link">Channel, planned SNR, and the channel uses that each picture has on average.</param>
/// <param name="BufferSeconds">How far the stream may be behind its pictures [s].</param>
internal sealed record VideoPoint(LinkPoint Link, double BufferSeconds);
