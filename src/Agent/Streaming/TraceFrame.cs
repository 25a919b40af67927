namespace SemCom;

/// <summary>What is the case in the time of one picture, whatever the agent does.</summary>
/// <param name="SnrDb">True SNR at nominal power [dB].</param>
/// <param name="ReportDb">SNR of an earlier frame, as reported by the receiver and just arrived [dB]; not a number when none arrived.</param>
/// <param name="DopplerHertz">Largest Doppler shift [Hz].</param>
/// <param name="Share">Share of the link that is free.</param>
/// <param name="Harvest">Energy that comes in, in pictures at 1/16 and nominal power.</param>
/// <param name="Place">Which place the scene is.</param>
/// <param name="Clock">How far the place's movement is, in frames since the place was first seen.</param>
/// <param name="LossDraw">0 to 1; a frame is lost when its loss rate is above this.</param>
public readonly record struct TraceFrame(float SnrDb, float ReportDb, float DopplerHertz, float Share, float Harvest, int Place, int Clock, double LossDraw);
