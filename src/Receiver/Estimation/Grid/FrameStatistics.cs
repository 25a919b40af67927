namespace SemCom.Receiver.Estimation;

/// <summary>What the pilots of a frame say of channel and noise.</summary>
/// <param name="NoisePower">N0, linear.</param>
/// <param name="ChannelPower">Mean |h|² of the frame.</param>
/// <param name="MaxDelaySeconds">Width of the flat delay profile that explains the pilots best [s].</param>
/// <param name="MaxDopplerHertz">Half the width of the flat Doppler spectrum that explains them best [Hz].</param>
internal sealed record FrameStatistics(double NoisePower, double ChannelPower, double MaxDelaySeconds, double MaxDopplerHertz);
