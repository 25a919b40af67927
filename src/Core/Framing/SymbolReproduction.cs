using SemCom.Latents;

namespace SemCom.Framing;

/// <summary>The symbols behind the header that a picture would have in a frame, in order: first those of the side message, then the payload.</summary>
/// <param name="header">The frame's header.</param>
/// <param name="message">Its side message.</param>
/// <param name="picture">The picture, of the size that the header says.</param>
public delegate Complex32[] SymbolReproduction(FrameHeader header, SideMessage message, Picture picture);
