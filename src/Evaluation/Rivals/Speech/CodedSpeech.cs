namespace SemCom.Evaluation.Rivals;

/// <summary>Speech as a classical codec has it.</summary>
/// <param name="Coding">How it was coded.</param>
/// <param name="Message">What must cross the channel: the packets, without container and head.</param>
/// <param name="Decoded">What a decoder makes of it, as long as the original and aligned with it.</param>
/// <param name="Score">How intelligible that is, 0..100; for sounds too short to tell, and silence, its rate among all.</param>
internal sealed record CodedSpeech(SpeechCoding Coding, byte[] Message, Sound Decoded, double Score);
