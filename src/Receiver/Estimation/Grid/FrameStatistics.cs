namespace SemCom.Receiver.Estimation;

/// <summary>What the pilots of a frame say of channel and noise.</summary>
/// <param name="NoisePower">N0, linear.</param>
/// <param name="ChannelPower">Mean |h|² of the frame.</param>
/// <param name="Profile">The delay profile of a fixed family that explains the pilots best.</param>
/// <param name="MaxDopplerHertz">Half the width of the flat Doppler spectrum that explains them best [Hz].</param>
internal sealed record FrameStatistics(double NoisePower, double ChannelPower, DelayProfile Profile, double MaxDopplerHertz);
