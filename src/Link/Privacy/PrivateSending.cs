using System.Diagnostics;

namespace SemCom;

/// <summary>
/// Sends a picture in two frames: one for everybody, from which the private part was taken out, and a sealed one with that part. The channel uses are shared between them so that the expected
/// error of the whole picture is least.
/// </summary>
/// <param name="transmitter">Makes both frames.</param>
/// <param name="receiver">Reads both.</param>
/// <param name="options">What is private, and who may see it.</param>
internal sealed class PrivateSending(SemanticTransmitter transmitter, SemanticReceiver receiver, PrivacyOptions options)
{
    /// <summary>Shares of the channel uses that are tried for the private part, relative to its share of the pixels.</summary>
    private static readonly double[] RelativeShares = [0.5, 0.7, 0.85, 1, 1.2, 1.5, 2, 3];

    private const double MostShare = 0.9;

    /// <summary>The second frame meets a channel of its own.</summary>
    private const ulong SealedFrames = 1UL << 62;

    private readonly FrameSealer? _sealer = options.Key is { } key ? new FrameSealer(key) : null;
    private readonly FrameOpener? _opener = options.ReceiverKey is { } key ? new FrameOpener(key) : null;

    /// <summary>What is private.</summary>
    public PictureFocus Region => options.Region;

    /// <summary>Sends a picture.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="region">Its private region.</param>
    /// <param name="uses">Channel uses of both frames together.</param>
    /// <param name="plan">A plan for a CBR of a picture.</param>
    /// <param name="send">Sends one frame and reads it.</param>
    public Passage Send(Picture picture, RegionMask region, int uses, Func<double, int, LinkPlan> plan, Func<FrameSending, Passage> send)
    {
        var box = region.Bounds();
        if (box.Width == picture.Width && box.Height == picture.Height)
            throw new SemComException("private region: the rectangle around it is the whole picture, so nothing would be left for others; name a part of it, or encrypt the whole frame elsewhere");
        var begin = Stopwatch.GetTimestamp();
        var (rest, part) = (Placeholder.Remove(picture, box), picture.Part(box));
        var privateUses = _sealer is null ? 0 : PrivateUses(rest, part, uses, plan);
        var planned = Stopwatch.GetElapsedTime(begin);
        var open = send(new FrameSending(p => transmitter.Encode(rest, p), frame => receiver.Decode(frame), Plan(rest, uses - privateUses), 0));
        if (_sealer is null)
            return open with { Reception = Shown(open.Reception, null, box), Encode = planned + open.Encode };
        var hidden = send(new FrameSending(p => transmitter.EncodeSealed(part, box.X, box.Y, p, _sealer), frame => receiver.Decode(frame, opener: _opener), Plan(part, privateUses), SealedFrames));
        return new Passage(
            Shown(open.Reception, hidden.Reception, box), open.Ledger + hidden.Ledger, open.BytesOnWire + hidden.BytesOnWire,
            planned + open.Encode + hidden.Encode, open.Air + hidden.Air, open.Decode + hidden.Decode);

        LinkPlan Plan(Picture of, int its) => plan((double)its / of.ValueCount, its);
    }

    /// <summary>Lays the part, or stripes in its place, over the rest.</summary>
    private static Reception<Picture> Shown(Reception<Picture> open, Reception<Picture>? hidden, PictureBox box)
    {
        if (open.Value is not { } rest)
            return open;
        var isThere = hidden?.Value is not null && hidden.Place == box;
        var part = isThere ? hidden!.Value! : Placeholder.Stripes(box.Width, box.Height);
        return open with { Value = rest.With(part, box.X, box.Y), Place = null, PrivateLoss = isThere ? null : hidden?.Loss ?? "it was not sent" };
    }

    private int PrivateUses(Picture rest, Picture part, int uses, Func<double, int, LinkPlan> plan)
    {
        var (least, best) = (double.PositiveInfinity, 0);
        foreach (var relative in RelativeShares)
        {
            var its = (int)(uses * Math.Min(MostShare, relative * part.ValueCount / rest.ValueCount));
            if (its < 1)
                continue;
            var error = rest.ValueCount * Error(rest, uses - its, isSealed: false) + part.ValueCount * Error(part, its, isSealed: true);
            if (error < least)
                (least, best) = (error, its);
        }
        return Math.Max(1, best);

        double Error(Picture of, int its, bool isSealed) => Decibels.ToLinear(-Math.Max(-100, transmitter.ExpectedQuality(of, plan((double)its / of.ValueCount, its), isSealed)));
    }
}

/// <summary>One frame that is to be sent.</summary>
/// <param name="Encode">Makes it, for a plan.</param>
/// <param name="Decode">Reads it.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="FrameOffset">What is added to the number of the frame that keys noise and fading.</param>
internal sealed record FrameSending(Func<LinkPlan, TransmitFrame> Encode, Func<ReceivedFrame, Reception<Picture>> Decode, LinkPlan Plan, ulong FrameOffset);
