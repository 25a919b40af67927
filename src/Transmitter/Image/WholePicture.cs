using SemCom.Framing;
using SemCom.Transmitter.Planning;

namespace SemCom.Transmitter.Image;

/// <summary>A picture as a frame, and what the frame says.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Header">Its header.</param>
/// <param name="Side">Its side message and allocation.</param>
/// <param name="Latents">The picture's latents, colour means after the low-band transform, in planes.</param>
internal sealed record WholePicture(TransmitFrame Frame, FrameHeader Header, SideInformation Side, float[] Latents);
