namespace SemCom.Channels;

/// <summary>Where in the chain an imperfection of the radio acts.</summary>
public enum ImpairmentStage
{
    /// <summary>On the transmitted waveform, before propagation.</summary>
    Transmitter = 0,

    /// <summary>On the received waveform.</summary>
    Receiver,

    /// <summary>On the received waveform with its noise, as the last analog step.</summary>
    Converter,

    /// <summary>On channel uses; a channel use of exactly zero did not arrive, and the receiver can see that.</summary>
    Packets,
}

/// <summary>What an impairment works on: one frame of one antenna, or a part of it.</summary>
/// <param name="Realization">Which draw.</param>
/// <param name="SampleRateHertz">Samples per second.</param>
/// <param name="MeanPower">Mean power of the waveform for unit power of the symbols, without noise.</param>
/// <param name="Antenna">Number of the antenna.</param>
/// <param name="FirstSample">Position of the part in the frame.</param>
public readonly record struct ImpairmentContext(
    ChannelRealization Realization, double SampleRateHertz, double MeanPower, int Antenna = 0, long FirstSample = 0);

/// <summary>One imperfection of a radio. Impairments compose: each works in place on what the one before it left. Immutable.</summary>
public interface IImpairment
{
    /// <summary>Where it acts.</summary>
    ImpairmentStage Stage { get; }

    /// <summary>Text form, for example <c>clip:papr=6dB</c>.</summary>
    string Text { get; }

    /// <summary>True when only the pilots of a grid can follow it, so that a single carrier must not have it.</summary>
    bool NeedsGrid => false;

    /// <summary>True when it measures the frame: then the samples of an antenna have to come in one piece, otherwise any division does the same.</summary>
    bool NeedsWholeFrame => false;

    /// <summary>Changes samples (or channel uses, for <see cref="ImpairmentStage.Packets"/>) in place.</summary>
    void Apply(Span<Complex32> samples, in ImpairmentContext context);
}
