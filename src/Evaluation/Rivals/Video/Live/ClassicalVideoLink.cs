using System.Diagnostics;
using SemCom.Channels;
using SemCom.Evaluation.Rivals;
using SemCom.Runtime.Media;

namespace SemCom;

/// <summary>
/// H.264 or H.265 over NR LDPC and QAM, picture by picture as they come: an encoder and a decoder of ffmpeg that run all the time. On average a picture takes no more channel uses than the bandwidth
/// ratio gives it; a frame that would make the stream more than <see cref="BufferSeconds"/> late is left out. One picture is sent at a time, in the order of the calls.
/// </summary>
public sealed class ClassicalVideoLink : IAsyncDisposable
{
    /// <summary>How far the stream may be behind its pictures [s].</summary>
    public const double BufferSeconds = 0.25;

    /// <summary>How long a decoder has for its start.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    private const int NumbersKept = 64;

    private static readonly Lazy<RivalWorkbench> Bench = new(() => new RivalWorkbench(new LinkTransports(), CacheFolder.OfUser()));

    private readonly VideoCodec _codec;
    private readonly RivalWorkbench _bench;
    private readonly (int Width, int Height) _size;
    private readonly double _framesPerSecond;
    private readonly ulong _seed;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private Settings _wanted;
    private Settings? _planned, _linkSettings;
    private bool _isPlanned;
    private double _planSnrDb;
    private Task<LiveRate?>? _planning;
    private LiveRate? _rate;
    private IDigitalTransport? _link;
    private FrameSizes? _sizes;
    private LiveEncoder? _encoder;
    private LiveDecoder? _decoder;
    private Picture _shown;
    private readonly Queue<(int Time, int Number)> _numbers = new();
    private int? _shownNumber;
    private double _behind;
    private int _time;
    private bool _isDisposed;

    /// <summary>How long a picture is waited for at the decoder; then it is late.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(500);

    internal ClassicalVideoLink(VideoCodec codec, RivalWorkbench bench, Settings settings, (int Width, int Height) size, double framesPerSecond, ulong seed)
    {
        (_codec, _bench, _wanted, _size, _framesPerSecond, _seed) = (codec, bench, settings, size, framesPerSecond, seed);
        _shown = PictureConcealment.Grey(size.Width, size.Height);
    }

    /// <summary>Builds a link; encoder and decoder start with the first picture.</summary>
    /// <param name="codec">"h264" or "h265".</param>
    /// <param name="channel">Channel with its parameters.</param>
    /// <param name="snrDb">Es/N0 at the receiver, averaged over fading [dB].</param>
    /// <param name="cbr">Channel uses for each source value.</param>
    /// <param name="width">Pixels in a row of all pictures.</param>
    /// <param name="height">Rows of all pictures.</param>
    /// <param name="framesPerSecond">Pictures in a second.</param>
    /// <param name="seed">Seed of noise and fading; those of a picture are keyed by its number, as in semantic links.</param>
    /// <exception cref="SemComException">A value is out of its range, the channel unknown, or ffmpeg or its encoder is missing.</exception>
    public static ClassicalVideoLink Create(string codec, string channel, double snrDb, double cbr, int width, int height, double framesPerSecond, ulong seed)
    {
        Picture.CheckSize(width, height, "classical video");
        Guard.InRange(framesPerSecond, 0.1, VideoFormat.MaxFramesPerSecond, "frames per second", "25 is usual");
        var found = VideoCodec.Find(codec);
        found.RequireFfmpeg();
        return new ClassicalVideoLink(found, Bench.Value, Settings.Checked(channel, snrDb, cbr), (width, height), framesPerSecond, seed);
    }

    /// <summary>
    /// Changes the link from the next picture on. Noise and fading change at once, modulation, code rate and resolution as soon as they are chosen anew, which takes up to a few seconds where the
    /// link is met for the first time. Any thread may call it.
    /// </summary>
    /// <exception cref="SemComException">A value is out of its range, or the channel unknown.</exception>
    public void Change(string channel, double snrDb, double cbr) => Volatile.Write(ref _wanted, Settings.Checked(channel, snrDb, cbr));

    /// <summary>Sends a picture.</summary>
    /// <param name="picture">Of the size that was agreed.</param>
    /// <param name="number">Its number, which keys noise and fading.</param>
    /// <param name="cancellationToken">Ends it; what was begun is counted as lost.</param>
    /// <exception cref="SemComException">The picture has another size, or ffmpeg cannot be started or failed.</exception>
    public async ValueTask<ClassicalFrame> SendAsync(Picture picture, int number, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        if ((picture.Width, picture.Height) != _size)
            throw new SemComException($"classical video: pictures must have {_size.Width}x{_size.Height} pixels (was {picture.Width}x{picture.Height}); make a new link for another size");
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            await PlanAsync(cancellationToken).ConfigureAwait(false);
            return _rate is null ? Nothing() : await SendPlannedAsync(picture, number, _rate, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Ends both programs and waits until they are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _oneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            _isDisposed = true;
            await CloseEncoderAsync().ConfigureAwait(false);
            await CloseDecoderAsync().ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The programs that run for this link now.</summary>
    internal IEnumerable<int> ProgramIds => ((int?[])[_encoder?.ProgramId, _decoder?.ProgramId]).OfType<int>();

    /// <summary>Takes up new settings. The first plan is waited for, a later one is made while the old one goes on.</summary>
    private async Task PlanAsync(CancellationToken cancellationToken)
    {
        var wanted = Volatile.Read(ref _wanted);
        if (_planning is null && wanted != _planned)
        {
            var point = wanted.PointFor(_size);
            _planned = wanted;
            _planning = Task.Run(() => LiveRate.For(_bench, _codec, point, _size.Width, _size.Height, _framesPerSecond), CancellationToken.None);
        }
        if (_link is null || _linkSettings != wanted)
            (_link, _linkSettings) = (_bench.Transports.Create(wanted.Channel, wanted.SnrDb, genie: false), wanted);
        if (_planning is null || (_isPlanned && !_planning.IsCompleted))
            return;
        var rate = await _planning.WaitAsync(cancellationToken).ConfigureAwait(false);
        _planning = null;
        _isPlanned = true;
        (_planSnrDb, _sizes) = (_planned!.PlanSnrDb, new FrameSizes(_bench.Transports.Create(_planned.Channel, _planned.PlanSnrDb, genie: false), _planned.PlanSnrDb));
        if (rate == _rate)
            return;
        await CloseEncoderAsync().ConfigureAwait(false);
        if (rate?.Coding.Factor != _rate?.Coding.Factor)
            await CloseDecoderAsync().ConfigureAwait(false);
        _rate = rate;
    }

    private async Task<ClassicalFrame> SendPlannedAsync(Picture picture, int number, LiveRate rate, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var message = NalUnits.Join(await EncodeAsync(picture, rate, cancellationToken).ConfigureAwait(false));
        var encode = Stopwatch.GetElapsedTime(begin);
        var scheme = $"{McsLadder.NameOf(rate.Mcs)} {rate.Coding.Factor}";
        var budget = _linkSettings!.UsesOf(_size);
        var time = _time++;
        _numbers.Enqueue((time, number));
        if (_numbers.Count > NumbersKept)
            _numbers.Dequeue();
        _behind = Math.Max(0, _behind - budget);
        if (_sizes!.UsesFor(rate.Mcs, message.Length) is not { } uses || _behind + uses > Math.Max(1, 1 + BufferSeconds * _framesPerSecond) * budget)
            return new ClassicalFrame(_shown, true, default, scheme) { ShownNumber = _shownNumber, Bytes = message.Length, Encode = encode };
        _behind += uses;

        var content = ClassicalVideoSystem.FirstContent + VideoCodec.All.ToList().IndexOf(_codec);
        var outcome = await Task.Run(() => _link!.Send(new TransportMessage(message, content, _size.Width, _size.Height), rate.Mcs, uses, _planSnrDb, new ChannelRealization(_seed, (ulong)number)), cancellationToken).ConfigureAwait(false);

        begin = Stopwatch.GetTimestamp();
        if (outcome.Correct)
            await DecodeAsync(outcome.Message, rate, time, cancellationToken).ConfigureAwait(false);
        return new ClassicalFrame(_shown, !outcome.Correct, outcome.Ledger, scheme)
        {
            ShownNumber = _shownNumber,
            Bytes = message.Length,
            Encode = encode + outcome.EncodeTime,
            Air = outcome.ChannelTime,
            Decode = outcome.DecodeTime + Stopwatch.GetElapsedTime(begin),
        };
    }

    private async Task<List<byte[]>> EncodeAsync(Picture picture, LiveRate rate, CancellationToken cancellationToken)
    {
        _encoder ??= new LiveEncoder(_codec, rate.Coding, _size, _framesPerSecond, rate.Bytes, 1 + BufferSeconds * _framesPerSecond / 2);
        try
        {
            return await _encoder.EncodeAsync(picture, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await CloseEncoderAsync().ConfigureAwait(false); // half a picture may be in its pipe: the next one gets a new encoder
            throw;
        }
    }

    private async Task DecodeAsync(byte[] message, LiveRate rate, int time, CancellationToken cancellationToken)
    {
        if (_decoder is { HasEnded: true })
            await CloseDecoderAsync().ConfigureAwait(false);
        var patience = _decoder is null && Patience < StartPatience ? StartPatience : Patience;
        _decoder ??= new LiveDecoder(_codec, rate.Coding, _size.Width, _size.Height);
        try
        {
            if (await _decoder.DecodeAsync(NalUnits.SplitJoined(message), time, patience, cancellationToken).ConfigureAwait(false) is not { } latest)
                return;
            _shown = latest.Picture;
            foreach (var (_, number) in _numbers.Where(pair => pair.Time == latest.Time))
                _shownNumber = number;
        }
        catch
        {
            await CloseDecoderAsync().ConfigureAwait(false);
            throw;
        }
    }

    private ClassicalFrame Nothing() => new(_shown, true, new ChannelUseLedger(_linkSettings!.UsesOf(_size), 0, 0, 0, 0), "nothing fits") { ShownNumber = _shownNumber };

    private async Task CloseEncoderAsync()
    {
        if (_encoder is { } encoder)
            await encoder.DisposeAsync().ConfigureAwait(false);
        _encoder = null;
    }

    private async Task CloseDecoderAsync()
    {
        if (_decoder is { } decoder)
            await decoder.DisposeAsync().ConfigureAwait(false);
        _decoder = null;
    }

    /// <summary>What can change while the link runs.</summary>
    internal sealed record Settings(string Channel, double SnrDb, double Cbr)
    {
        /// <summary>The next lower whole decibel: error rates are measured for few values.</summary>
        public double PlanSnrDb => Math.Max(LinkPlan.MinSnrDb, Math.Floor(SnrDb));

        /// <exception cref="SemComException">A value is out of its range, or the channel unknown.</exception>
        public static Settings Checked(string channel, double snrDb, double cbr)
        {
            _ = new LinkPlan(cbr, snrDb);
            return new Settings(ChannelSpec.Parse(channel).Text, snrDb, cbr);
        }

        public int UsesOf((int Width, int Height) size) => Math.Max(1, (int)(Cbr * 3 * size.Width * size.Height));

        public LinkPoint PointFor((int Width, int Height) size) => new(Channel, PlanSnrDb, false, UsesOf(size));
    }
}
