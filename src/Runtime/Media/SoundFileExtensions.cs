using SemCom.Runtime.Media;

namespace SemCom;

/// <summary>Files as part of <see cref="Sound"/>: <c>Sound.Load("voice.wav")</c> and <c>sound.Save("out.wav")</c>.</summary>
public static class SoundFileExtensions
{
    extension(Sound sound)
    {
        /// <summary>Reads a sound file; see <see cref="SoundFile"/>.</summary>
        /// <exception cref="SemComException">There is no such file, or it is empty, damaged, too large or no sound, or ffmpeg is missing.</exception>
        public static Sound Load(string path) => SoundFile.Load(path);

        /// <summary>Writes the sound as WAV; see <see cref="SoundFile"/>.</summary>
        /// <exception cref="SemComException">The ending is not .wav, or the folder is missing or not writable.</exception>
        public void Save(string path) => SoundFile.Save(sound, path);
    }
}
