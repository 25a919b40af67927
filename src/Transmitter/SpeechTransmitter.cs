using SemCom.Framing;
using SemCom.Runtime.Models;
using SemCom.Speech;
using SemCom.Transmitter;
using SemCom.Transmitter.Image;
using SemCom.Transmitter.Speech;

namespace SemCom;

/// <summary>
/// The transmitting end for speech: a sound and a plan become a frame of complex symbols. Frames of 64 ms are transformed; classes of spectra and harmonics are told as bits, the coefficients that matter most go
/// as analog symbols with the power that they deserve. Loaded once; any number of threads may encode at the same time.
/// </summary>
public sealed class SpeechTransmitter
{
    private readonly ModelEntry _model;
    private readonly SpeechTables _tables;
    private readonly SpeechAnalyzer _analyzer;
    private readonly SpeechPlanner _planner;

    private SpeechTransmitter(ModelEntry model, SpeechTables tables)
    {
        (_model, _tables) = (model, tables);
        _analyzer = new SpeechAnalyzer(tables);
        _planner = new SpeechPlanner(tables);
    }

    /// <summary>Id of the model.</summary>
    public string ModelId => _model.Id;

    /// <summary>Loads a speech model of the catalogue.</summary>
    /// <param name="modelId">For example "speech".</param>
    /// <param name="catalogue">Where models are looked up. The default is the one found beside the application.</param>
    /// <exception cref="SemComException">The model is unknown or carries no speech, or its files are damaged.</exception>
    public static SpeechTransmitter Load(string modelId = "speech", ModelCatalogue? catalogue = null)
    {
        var model = (catalogue ?? ModelCatalogue.Default).FindCodec(modelId, ModelEntry.Speech);
        return new SpeechTransmitter(model, SpeechTables.Parse(model.OpenFile("tables")));
    }

    /// <summary>Encodes one sound.</summary>
    /// <remarks>A budget too small for header and a few payload symbols is exceeded; the ledger tells what was used. Silence takes a header and little more.</remarks>
    /// <param name="sound">At 8 kHz (<see cref="Sound.At"/>), at most <see cref="SpeechHeader.MaxSamples"/> samples.</param>
    /// <param name="plan">Bandwidth (channel uses / samples), planned SNR, assumptions about the channel.</param>
    /// <exception cref="SemComException">The sound has another sampling rate or is too long, or the plan is for a picture.</exception>
    public TransmitFrame Encode(Sound sound, LinkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(plan);
        if (sound.SampleRate != SpeechTransform.SampleRate)
            throw new SemComException($"speech: the sampling rate must be {SpeechTransform.SampleRate} Hz (was {sound.SampleRate}); convert the sound with At({SpeechTransform.SampleRate})");
        Guard.InRange(sound.ValueCount, 1, SpeechHeader.MaxSamples, "speech: samples of a frame", "send the sound in parts");
        if (plan.Weights is not null || plan.IsDifference || plan.Mode != LinkMode.Analog)
            throw new SemComException("speech: the plan must be analog, without weights and difference, which are for pictures (one was asked for); leave them out");
        var speech = _analyzer.Analyze(sound);
        var budget = (int)Math.Min(plan.ChannelBandwidthRatio * sound.ValueCount, int.MaxValue);
        var side = _planner.Choose(speech, plan, Math.Max(0, plan.Layout.DataFor(budget)));
        var payload = new Complex32[side.PayloadSymbols];
        var scaleStep = LatentModulator.Modulate(speech.Coefficients, speech.Coefficients.Length, side.Allocation, payload);
        var header = new SpeechHeader
        {
            ModelWireId = _model.WireId,
            Sequence = plan.Sequence & 255,
            Samples = sound.ValueCount,
            LevelStep = speech.LevelStep,
            PayloadSymbols = payload.Length,
            PlanSnrStep = FrameHeader.StepOfPlanSnr(plan.SnrDb),
            ScaleStep = scaleStep,
            Depth = side.Description.Depth,
            HasPitch = side.Description.Pitch is not null,
            SideBits = side.Bits.Length,
            SideProtection = side.Protection,
        };
        return Compose(sound, plan.Layout, side, header, payload);
    }

    private static TransmitFrame Compose(Sound sound, FrameLayout layout, SpeechSide side, SpeechHeader header, Complex32[] payload)
    {
        var assembled = FrameAssembly.Of(layout, side.HeaderProtection, header.ToBits(), side.Protection, side.Bits, payload);
        var antennas = layout.Antennas.Transmit;
        var (data, head) = (layout.UsesFor(assembled.DataSymbols), layout.UsesFor(assembled.HeaderSymbols));
        var description = layout.UsesFor(assembled.DataSymbols - payload.Length) - head;
        var ledger = new ChannelUseLedger(data - head - description, head, assembled.Symbols.Length / antennas - data, description, Knowledge: 0);
        return new TransmitFrame(new SymbolBlock(assembled.Symbols), ledger, sound.ValueCount, antennas);
    }
}
