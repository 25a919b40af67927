using SemCom.Runtime.Media;

namespace SemCom;

/// <summary>Files as part of <see cref="Picture"/>: <c>Picture.Load("photo.png")</c> and <c>picture.Save("out.png")</c>.</summary>
public static class PictureFileExtensions
{
    extension(Picture picture)
    {
        /// <summary>Reads a picture file of any common format; see <see cref="PictureFile"/>.</summary>
        /// <exception cref="SemComException">There is no such file, or it is empty, damaged, too large or no picture, or ffmpeg is missing.</exception>
        public static Picture Load(string path) => PictureFile.Load(path);

        /// <summary>Writes the picture in the format that the path's ending chooses; see <see cref="PictureFile"/>.</summary>
        /// <exception cref="SemComException">The ending is unknown, the folder missing or not writable, or ffmpeg is missing.</exception>
        public void Save(string path) => PictureFile.Save(picture, path);
    }
}
