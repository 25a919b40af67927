using System.Collections.Concurrent;
using SemCom.Coding;
using SemCom.Randomness;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Chooses modulation, code rate, structure, resolution and quality of a video with the highest expected PSNR. Losses are those of the measured error rate, drawn with random streams that no
/// evaluation uses; what they do is found out by decoding. One is changed at a time: first the MCS, then the structure, then the MCS about the best one, then resolution and chroma. For any number of threads.
/// </summary>
internal sealed class VideoPlanner(RivalWorkbench bench, VideoLadder ladder)
{
    /// <summary>Patterns of losses that are tried.</summary>
    private const int Draws = 4;

    /// <summary>Frames with which decoding begins are lost at most so often, where the table has a row for it.</summary>
    private const double KeyLossRate = 0.02;

    private const ulong Seed = 0x56_49_44_45_4F;
    private const int CoarseStep = 2;

    /// <summary>Structures: seconds between intra pictures, or of a step-by-step refresh.</summary>
    private static readonly (double Seconds, bool IsRefreshed)[] Structures = [(1, false), (0.5, false), (2, false), (1, true), (2, true)];

    private static readonly ResolutionFactor[] Factors = [ResolutionFactor.One, new(3, 4), new(1, 2), new(3, 8), new(1, 4)];

    private readonly ConcurrentDictionary<(string Codec, string Hash, VideoPoint Point), Lazy<VideoPlan?>> _plans = new();
    private readonly VideoRates _rates = new(ladder);

    /// <summary>The plan; null where no encoding is small enough.</summary>
    public VideoPlan? Plan(VideoCodec codec, VideoClip clip, VideoPoint point) =>
        _plans.GetOrAdd((codec.Name, clip.Hash, point), _ => new Lazy<VideoPlan?>(() => new Search(this, codec, clip, point).Run())).Value;

    /// <summary>Expected PSNR of a plan when frames are lost with some probabilities [dB].</summary>
    internal double ExpectedPsnrDb(VideoCodec codec, VideoClip clip, VideoPlan plan, double lossRate, double keyLossRate)
    {
        var sum = 0.0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var random = new CounterRandom(Seed, RandomPurpose.PacketLoss, (ulong)draw);
            var lost = plan.Video.Messages.Select((m, i) => random.Uniform((ulong)i) < (codec.IsKey(m) ? keyLossRate : lossRate)).ToArray();
            sum += lost.Contains(true)
                ? VideoLadder.PsnrDb(clip, VideoPrograms.Decode(codec, [.. plan.Video.Messages.Select((m, i) => lost[i] ? null : NalUnits.SplitJoined(m))], plan.Coding, clip.Width, clip.Height))
                : ladder.PsnrDb(codec, clip, plan.Coding, plan.Quality);
        }
        return sum / Draws;
    }

    /// <summary>One search.</summary>
    private sealed class Search(VideoPlanner owner, VideoCodec codec, VideoClip clip, VideoPoint point)
    {
        private readonly IReadOnlyList<McsEntry> _mcs = McsLadder.All;
        private readonly FrameSizes _sizes = new(owner.Link(point), point.Link.PlanSnrDb);
        private VideoPlan? _best;
        private double _bestDb = double.NegativeInfinity;

        public VideoPlan? Run()
        {
            var start = LastReliable();
            var coding = First(start);
            if (coding is null)
                return null;
            SearchMcs(coding, start, CoarseStep);
            foreach (var (seconds, isRefreshed) in Structures.Skip(1))
                Try(_best!.Coding with { KeyInterval = Frames(seconds), IsRefreshed = isRefreshed }, _best.Mcs);
            SearchMcs(_best!.Coding, IndexOf(_best.Mcs.Usual), 1);
            SearchResolution();
            foreach (var format in codec.PixelFormats.Where(format => format != _best!.Coding.PixelFormat))
                Try(_best!.Coding with { PixelFormat = format }, _best.Mcs);
            return _best;
        }

        /// <summary>The first coding at one of the resolutions that fits with some MCS from a row on.</summary>
        private VideoCoding? First(int start)
        {
            foreach (var factor in Factors.Where(IsPossible))
            {
                var coding = new VideoCoding(Frames(1), false, factor, codec.PixelFormats[^1]);
                for (var i = start; i < Math.Min(_mcs.Count, start + 1 + CoarseStep); i++)
                {
                    if (Try(coding, Protected(i)))
                        return coding;
                }
            }
            return null;
        }

        /// <summary>Upwards while it helps, then downwards as long as the quality without loss leaves a chance.</summary>
        private void SearchMcs(VideoCoding coding, int start, int step)
        {
            Try(coding, Protected(start));
            for (var i = start + step; i < _mcs.Count && Try(coding, Protected(i)); i += step)
            {
                // Try keeps what is better.
            }
            for (var i = start - step; i >= 0; i -= step)
            {
                var usual = new VideoMcs(_mcs[i], _mcs[i]);
                if (owner._rates.Finest(codec, clip, coding, usual, point, _sizes) is not { } plan || LosslessDb(plan) <= _bestDb)
                    break;
                Try(coding, Protected(i));
            }
        }

        private void SearchResolution()
        {
            var at = Array.IndexOf(Factors, _best!.Coding.Factor);
            while (++at < Factors.Length && IsPossible(Factors[at]) && Try(_best.Coding with { Factor = Factors[at] }, _best.Mcs))
            {
                // Try keeps what is better.
            }
        }

        /// <summary>True when it is the best so far.</summary>
        private bool Try(VideoCoding coding, VideoMcs mcs) =>
            TryAlone(coding, mcs) | (mcs.Key != mcs.Usual && TryAlone(coding, mcs with { Key = mcs.Usual })); // protection may cost more than it gives

        private bool TryAlone(VideoCoding coding, VideoMcs mcs) =>
            owner._rates.Finest(codec, clip, coding, mcs, point, _sizes) is { } plan && LosslessDb(plan) > _bestDb && Judge(plan);

        private bool Judge(VideoPlan plan)
        {
            var expectedDb = owner.ExpectedPsnrDb(codec, clip, plan, owner.LossRate(point, plan.Mcs.Usual), owner.LossRate(point, plan.Mcs.Key));
            if (expectedDb <= _bestDb)
                return false;
            (_best, _bestDb) = (plan, expectedDb);
            return true;
        }

        /// <summary>Encoders of ffmpeg fail at pictures that are smaller than their largest blocks.</summary>
        private bool IsPossible(ResolutionFactor factor) =>
            factor == ResolutionFactor.One || Math.Min(factor.Of(clip.Width), factor.Of(clip.Height)) >= codec.ShortestSide;

        private double LosslessDb(VideoPlan plan) => owner.Lossless(codec, clip, plan);

        private int Frames(double seconds) => Math.Max(2, (int)Math.Round(seconds * clip.FramesPerSecond));

        /// <summary>A row for most frames, with the last one below it that is robust enough for the others.</summary>
        private VideoMcs Protected(int row)
        {
            var key = row;
            while (key > 0 && owner.LossRate(point, _mcs[key]) > KeyLossRate)
                key--;
            return new VideoMcs(_mcs[row], _mcs[key]);
        }

        private int IndexOf(McsEntry mcs) => Math.Max(0, Enumerable.Range(0, _mcs.Count).First(i => _mcs[i] == mcs));

        /// <summary>The last row with which most frames arrive, by halving.</summary>
        private int LastReliable()
        {
            var (low, high) = (0, _mcs.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (owner.IsReliable(point, _mcs[middle]))
                    low = middle + 1;
                else
                    high = middle;
            }
            return Math.Max(0, low - 1);
        }
    }

    private IDigitalTransport Link(VideoPoint point) => bench.Transports.Create(point.Link.Channel, point.Link.PlanSnrDb, point.Link.Genie);

    private double LossRate(VideoPoint point, McsEntry mcs) => bench.Rates.Of(point.Link, mcs);

    private bool IsReliable(VideoPoint point, McsEntry mcs) => bench.Rates.IsReliable(point.Link, mcs);

    private double Lossless(VideoCodec codec, VideoClip clip, VideoPlan plan) => ladder.PsnrDb(codec, clip, plan.Coding, plan.Quality);
}
